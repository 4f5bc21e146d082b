#ifndef REPORT_TEXT_H
#define REPORT_TEXT_H

#include "buf.h"
#include "report.h"

/* Appends the report as text: see report_render(). */
void report_text(const struct report *, int verbosity, struct buf *);

#endif
