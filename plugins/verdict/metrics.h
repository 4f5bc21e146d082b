#ifndef METRICS_H
#define METRICS_H

#include "facts.h"
#include "report.h"

/* Puts the performance data of a check into the report: times in seconds, and
 * how long certificates and tokens live.  Adds a finding for each value that
 * breaks a threshold of -w, -c or -D. */
void metrics_judge(const struct check_facts *, struct report *);

#endif
