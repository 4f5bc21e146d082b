#ifndef METRICS_H
#define METRICS_H

#include "facts.h"
#include "report.h"

/* Puts the numbers of a check into the report, and judges them by their
 * thresholds. */
void metrics_judge(const struct check_facts *, struct report *);

#endif
