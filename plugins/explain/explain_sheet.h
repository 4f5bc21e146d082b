#ifndef EXPLAIN_SHEET_H
#define EXPLAIN_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "config.h"
#include "negative_checks.h"

/* What explain() writes on. */
struct sheet {
	const struct config *config;
	struct buf *out;
	const struct negative_check *negative; /* what it is for, or NULL */
};

/* Is it for this negative check? */
bool sheet_asks(const struct sheet *, enum negative_check_id);

/* "# stage: why", with an empty line before it. */
void sheet_head(struct sheet *, const char *stage, const char *why);
/* "$ command": what a shell is told. */
void sheet_run(struct sheet *, const char *command);
/* "C: words and foreign text": what is typed into the session; foreign text
 * (NULL: none) is shown as it is, but for what a terminal could obey. */
void sheet_type(
    struct sheet *, const char *words, const char *foreign, const char *behind);
/* "S: answer": what must come back. */
void sheet_wait(struct sheet *, const char *answer);
/* The same with foreign text between our words. */
void sheet_wait_for(
    struct sheet *, const char *words, const char *foreign, const char *behind);

/* Appends text of the user's for a report, without the password, and at most
 * so many characters. */
void sheet_put_printable(
    const struct config *, const char *, size_t most, struct buf *);

#endif
