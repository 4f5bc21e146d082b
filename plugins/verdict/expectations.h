#ifndef EXPECTATIONS_H
#define EXPECTATIONS_H

#include "facts.h"
#include "report.h"

/* Is what the server says of itself as -e, --require and --forbid want it?  Not
 * judged unless EHLO came to its end, the last one for the extensions. */
void expectations_judge(const struct session_facts *, struct report *);

#endif
