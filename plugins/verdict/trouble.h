#ifndef TROUBLE_H
#define TROUBLE_H

#include "error.h"
#include "report.h"
#include "session.h"

/* Advises on a failure that is worth this state: the first of the worst counts.
 * The topic is what hints.h calls so; the session it happened in may be NULL.
 */
void trouble_hint(struct report *, enum state, const char *topic,
    const struct error *, const struct session *);

/* Trouble that is no stage's failure: a finding, a line of its own, and the
 * advice on its topic. */
void trouble_doubt(struct report *, enum state, const char *topic, const char *,
    ...) __attribute__((format(printf, 4, 5)));

#endif
