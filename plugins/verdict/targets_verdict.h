#ifndef TARGETS_VERDICT_H
#define TARGETS_VERDICT_H

#include "facts.h"
#include "report.h"
#include "targets_facts.h"

/* Why there are no facts about a target. */
enum absence {
	ABSENCE_LATE,  /* it has no end in time */
	ABSENCE_QUEUE, /* the time was over before its turn came */
	ABSENCE_ENDED, /* the program ends while it runs, or waits */
};

/* Judges a target without facts, which is in this stage. */
void verdict_on_absent_target(const struct config *, enum stage_id,
    enum absence, double seconds, struct report *);

/* Turns the reports on the targets into one.  The worst state is that of the
 * check, but see --quorum. */
void verdict_on_targets(const struct targets_facts *, struct report *);

#endif
