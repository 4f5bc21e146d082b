#ifndef EXPLAIN_SHEET_H
#define EXPLAIN_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "config.h"
#include "negative_checks.h"

/* The text of --explain for one session.  All members are borrowed. */
struct sheet {
	const struct config *config; /* of the session */
	struct buf *out;
	const struct negative_check *negative; /* of the session, or NULL */
	/* Of the session with the mailbox; NULL: there is none. */
	const struct config *mailbox;
};

/* Is the session for this negative check? */
bool sheet_asks(const struct sheet *, enum negative_check_id);

/* The next five functions append one line each.  It begins with a mark. */

/* "# stage: why", after an empty line: the heading of a stage. */
void sheet_head(struct sheet *, const char *stage, const char *why);

/* "$ command": a command for the shell. */
void sheet_run(struct sheet *, const char *command);

/* "C: words foreign behind": what to type into the session.  foreign is text
 * that the user gave, or NULL.  The password in it is hidden, and so is
 * everything that a terminal would not print as a character. */
void sheet_type(
    struct sheet *, const char *words, const char *foreign, const char *behind);

/* "S: answer": the answer to expect. */
void sheet_wait(struct sheet *, const char *answer);

/* "S: words foreign behind": as sheet_type(), for the answer to expect. */
void sheet_wait_for(
    struct sheet *, const char *words, const char *foreign, const char *behind);

/* Appends a text that the user gave, as a report may show it: printable, at
 * most so many characters, and with the password hidden. */
void sheet_put_printable(
    const struct config *, const char *, size_t most, struct buf *);

#endif
