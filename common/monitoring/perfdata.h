#ifndef PERFDATA_H
#define PERFDATA_H

#include "buf.h"
#include "range.h"

/* Bytes of a label with its NUL: more than the longest of our own,
 * "time_auth_scram_sha_512_plus", needs. */
#define PERFDATA_LABEL_SIZE 48

/* One performance value. */
struct metric {
	const char *label; /* without quotes and equals signs */
	char *own_label;   /* a report's copy of it */
	const char *uom;   /* "s", or "" without a unit */
	int decimals;
	double value;
	struct thresholds thresholds;
	double max;        /* 0: no maximum is printed; the minimum is 0 */
	bool signed_value; /* may be below 0: no minimum is printed */
};

/* Appends label=value[UOM];warn;crit;min;max; leaves out empty fields at the
 * end. */
void perfdata_print(struct buf *, const struct metric *);

#endif
