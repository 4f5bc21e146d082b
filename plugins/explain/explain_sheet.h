#ifndef EXPLAIN_SHEET_H
#define EXPLAIN_SHEET_H

#include <stdbool.h>

#include "buf.h"
#include "config.h"

/* What explain() writes on. */
struct sheet {
	const struct config *config;
	struct buf *out;
	bool negative; /* it is for --refuse */
};

/* "# stage: why", with an empty line before it. */
void sheet_head(struct sheet *, const char *stage, const char *why);
/* "$ command": what a shell is told. */
void sheet_run(struct sheet *, const char *command);
/* "C: words and foreign text": what is typed into the session; foreign text
 * (NULL: none) is shown as it is, but for what a terminal could obey. */
void sheet_type(
    struct sheet *, const char *words, const char *foreign, const char *behind);
/* "S: answer": what must come back, shown the same way. */
void sheet_wait(struct sheet *, const char *answer);

/* The login: how its answer is made, and the talk. */
void explain_login_secret(struct sheet *);
void explain_login(struct sheet *);

#endif
