#ifndef VERDICT_H
#define VERDICT_H

#include "facts.h"
#include "report.h"

/* Turns the facts of a check into a report.  The result depends on nothing but
 * the facts and their config.  The report must be fresh from report_init(); the
 * caller frees it. */
void verdict(const struct check_facts *, struct report *);

/* The same for the watchdog: the program has ended early for this reason, in
 * this stage of the session that runs.  UNKNOWN, or worse if the facts are. */
void verdict_on_early_end(const struct check_facts *, enum stage_id,
    const char *reason, struct report *);

/* Reports a command line that cannot be run (UNKNOWN).  The password is hidden
 * in the text, even if it was given to a wrong option. */
void verdict_usage(
    const struct config *, const struct error *, struct report *);

/* Returns the kind of failure that --on-failure knows this error by. */
enum failure verdict_failure(const struct error *);

#endif
