#ifndef TARGETS_METRICS_H
#define TARGETS_METRICS_H

#include <stddef.h>

#include "report.h"
#include "state.h"
#include "targets_facts.h"

/* How many targets are OK? */
size_t targets_count_good(const struct targets_facts *);

/* The value of this label in the report.  NULL: it has none. */
const struct metric *targets_find_metric(
    const struct report *, const char *label);

/* The state of a value by its thresholds. */
enum state targets_metric_state(const struct metric *);

/* Puts the performance data of all targets into the report: under each usual
 * label the worst value, then how many there are, and the time of each. */
void targets_put_metrics(const struct targets_facts *, struct report *);

#endif
