#ifndef REPORT_PROMETHEUS_H
#define REPORT_PROMETHEUS_H

#include "buf.h"
#include "report.h"

/* Appends the report as OpenMetrics text: see report_render(). */
void report_prometheus(const struct report *, int verbosity, struct buf *);

#endif
