#ifndef TARGETS_VERDICT_H
#define TARGETS_VERDICT_H

#include <stddef.h>

#include "facts.h"
#include "report.h"

/* A check of many targets, each of which has been judged. */
struct targets_facts {
	const struct config *config;     /* the user's */
	const struct check_facts *scout; /* how the targets were found */
	/* By target, in the order of preference; sorted by the verdict: those
	 * with trouble first.  The report on all targets borrows them. */
	const struct report **reports;
	size_t count;
	size_t left_out; /* targets that were not asked: there are too many */
	double seconds;  /* that the check has taken so far */
};

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
