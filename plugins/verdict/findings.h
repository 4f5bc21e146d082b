#ifndef FINDINGS_H
#define FINDINGS_H

#include <stddef.h>

#include "buf.h"
#include "error.h"
#include "facts.h"
#include "report.h"

/* Advises on a failure that is worth this state: the first of the worst counts.
 * The topic is what hints.h calls so; the session it happened in may be NULL.
 */
void finding_hint(struct report *, enum state, const char *topic,
    const struct error *, const struct session_facts *);

/* Shows the first failure by hand, when the user asks for details. */
void finding_by_hand(const struct session_facts *, enum stage_id,
    const struct error *, struct report *);

/* Appends what a row has to say of itself. */
void finding_put_note(const struct session_facts *, size_t row, struct buf *);

/* A finding that is no stage's failure, with a line of its own and the advice
 * on its topic. */
void finding_add(struct report *, enum state, const char *topic, const char *,
    ...) __attribute__((format(printf, 4, 5)));

#endif
