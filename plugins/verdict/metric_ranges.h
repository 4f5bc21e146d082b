#ifndef METRIC_RANGES_H
#define METRIC_RANGES_H

#include "facts.h"
#include "perfdata.h"
#include "range.h"
#include "report.h"
#include "state.h"

/* Judges a value by its thresholds: the critical range goes before the warning
 * range.  *broken becomes the range that raises the alert, and stays unchanged
 * when the state is OK. */
enum state metric_range_state(
    const struct metric *, const struct range **broken);

/* Adds the finding that the value breaks this range. */
void metric_range_report(const struct check_facts *, const struct metric *,
    const struct range *, enum state, struct report *);

/* Does both. */
void metric_range_judge(
    const struct check_facts *, const struct metric *, struct report *);

#endif
