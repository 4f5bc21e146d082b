#ifndef LIFETIMES_H
#define LIFETIMES_H

#include "facts.h"
#include "report.h"

/* Puts into the report how long certificates, token and client secret live,
 * where that is known.  Adds a finding for each that -D, -w or -c does not
 * allow. */
void lifetimes_judge(const struct check_facts *, struct report *);

#endif
