#ifndef VERDICT_H
#define VERDICT_H

#include "facts.h"
#include "report.h"

/* Judges what the sessions of a check saw: a pure function of it.  The report
 * must be fresh. */
void verdict(const struct check_facts *, struct report *);

/* The report on a command line that cannot be run; the password does not stand
 * in it, whatever option was given it. */
void verdict_usage(
    const struct config *, const struct error *, struct report *);

/* The kind of a failure, for --on-failure. */
enum failure verdict_failure(const struct error *);

#endif
