#ifndef REPORT_RENDER_H
#define REPORT_RENDER_H

#include "buf.h"
#include "report.h"

/* Appends the whole output, in the report's format.  As text: the status line
 * with the performance data; it ends in "(USER at TARGET; WHO)", unless the
 * finding names the target.  Then the long output that the verbosity asks for
 * (a trouble always has it).  What does not fit REPORT_SHORT or REPORT_LONG is
 * left out in whole lines, good news first.
 * As JSON: one object, whose lists are shortened to what fits.
 * As OpenMetrics text: gauges that begin with "smtp_auth_".  Prometheus' older
 * text format reads the same.  What does not fit is left out in whole lines. */
void report_render(const struct report *, int verbosity, struct buf *);

/* Reads the name of a format, in any case.  -1: there is no such format. */
int report_format_parse(const char *, enum report_format *);

#endif
