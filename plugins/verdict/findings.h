#ifndef FINDINGS_H
#define FINDINGS_H

#include <stdbool.h>
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

/* Is a failure in this session about the login, too?  It is if the session has
 * tried to log in, or was only there for that. */
bool finding_is_about_login(const struct session_facts *);

/* Did the ordinary login pass, but take so long that the wrong passwords of
 * --refuse bad-password in earlier checks may be the cause?  Dovecot delays all
 * logins from an address that has sent some. */
bool finding_suspects_penalty(const struct check_facts *);

/* Makes the first line name the user if this state is the worst in the end. */
void finding_name_user(struct report *, enum state, const struct config *);

/* Adds a finding that is not the failure of a stage: its text, a line in the
 * long output, and the hint for its topic. */
void finding_add(struct report *, enum state, const char *topic, const char *,
    ...) __attribute__((format(printf, 4, 5)));

/* The same for a value that breaks a range of -w or -c.  Its hint says where to
 * look, so the first line does not name who must act. */
void finding_add_range(
    struct report *, enum state, const char *topic, const char *text);

#endif
