#ifndef RANGE_H
#define RANGE_H

#include <stdbool.h>

#include "buf.h"

/* A range of the Monitoring Plugins guidelines: [@][start:][end]. */
struct range {
	double start, end; /* -HUGE_VAL and HUGE_VAL: no limit on that side */
	bool inside;       /* @: alerts inside the range, not outside it */
};

/* A warning and a critical range, if there are any. */
struct thresholds {
	bool has_warning, has_critical;
	struct range warning, critical;
};

/* "5", "10:", "~:3", "1:2", "@1:2"; the ends belong to the range.  Decimal
 * points in every locale.  -1: not a range. */
int range_parse(const char *, struct range *);

/* Does this value call for an alert? */
bool range_alerts(const struct range *, double value);

/* Appends it as short as it can be written: 0:5 is "5". */
void range_print(struct buf *, const struct range *);

#endif
