#ifndef TARGETS_FACTS_H
#define TARGETS_FACTS_H

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

#endif
