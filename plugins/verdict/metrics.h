#ifndef METRICS_H
#define METRICS_H

#include "facts.h"
#include "report.h"
#include "state.h"

/* Puts the performance data of a check into the report: times in seconds and
 * the days until the certificate expires.  Adds a finding for each value that
 * breaks a threshold of -w, -c or -D. */
void metrics_judge(const struct check_facts *, struct report *);

/* The state of a value by its thresholds. */
enum state metric_state(const struct metric *);

#endif
