#ifndef RANGE_H
#define RANGE_H

#include <stdbool.h>

#include "buf.h"

/* A range of the Monitoring Plugins guidelines: [@][start:][end]. */
struct range {
	double start, end; /* -HUGE_VAL and HUGE_VAL: no limit on that side */
	bool inside;       /* @: alerts inside the range, not outside it */
};

/* A warning and a critical range; each may be missing. */
struct thresholds {
	bool has_warning, has_critical;
	struct range warning, critical;
};

/* Reads "5", "10:", "~:3", "1:2", "@1:2"; the ends belong to the range.  The
 * decimal point is "." in every locale.  -1: it is not a range. */
int range_parse(const char *, struct range *);

/* Does this value call for an alert? */
bool range_alerts(const struct range *, double value);

/* Appends the range in its shortest form: 0:5 becomes "5". */
void range_print(struct buf *, const struct range *);

#endif
