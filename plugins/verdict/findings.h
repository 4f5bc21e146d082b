#ifndef FINDINGS_H
#define FINDINGS_H

#include <stddef.h>

#include "buf.h"
#include "error.h"
#include "facts.h"
#include "report.h"

/* Puts the hint for a failure into the report.  A report has one hint: that of
 * the first failure with the worst state.  topic: see struct hint.  facts: of
 * the session that failed; NULL: the failure is not about one session. */
void finding_hint(struct report *, enum state, const char *topic,
    const struct error *, const struct session_facts *);

/* Puts the command that repeats the failed stage by hand into the report.  Only
 * with -v, and only for the first failure. */
void finding_by_hand(const struct session_facts *, enum stage_id,
    const struct error *, struct report *);

/* Appends the note of a row; for AUTH with the mechanism before it. */
void finding_put_note(const struct session_facts *, size_t row, struct buf *);

/* Adds a finding that is not the failure of a stage: its text, a line in the
 * long output, and the hint for its topic. */
void finding_add(struct report *, enum state, const char *topic, const char *,
    ...) __attribute__((format(printf, 4, 5)));

#endif
