#ifndef NEGATIVE_VERDICT_H
#define NEGATIVE_VERDICT_H

#include <stdbool.h>

#include "facts.h"
#include "report.h"

/* Judges the session of a negative check: the server must have refused.
 * false: it has not, or it could not be asked. */
bool negative_judge(const struct session_facts *, struct report *);

#endif
