#ifndef REPORT_RENDERERS_H
#define REPORT_RENDERERS_H

#include "report.h"

/* The two ways to render a report: see report_render(). */
void report_text(const struct report *, int verbosity, struct buf *);
void report_json(const struct report *, int verbosity, struct buf *);

#endif
