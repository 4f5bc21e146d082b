#ifndef NEGATIVE_VERDICT_H
#define NEGATIVE_VERDICT_H

#include <stdbool.h>

#include "facts.h"
#include "report.h"

/* Judges the session of a negative check and reports the result.  true: the
 * server refused, as it must.  false: it did not refuse, or the facts do not
 * tell. */
bool negative_judge(const struct session_facts *, struct report *);

#endif
