#ifndef REPORT_JSON_H
#define REPORT_JSON_H

#include "buf.h"
#include "report.h"

/* Appends the report as a JSON object: see report_render(). */
void report_json(const struct report *, int verbosity, struct buf *);

#endif
