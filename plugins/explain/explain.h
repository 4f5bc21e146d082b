#ifndef EXPLAIN_H
#define EXPLAIN_H

#include <stdbool.h>

#include "buf.h"
#include "facts.h"

/* Appends the text of --explain: the commands that an administrator types to do
 * each planned session by hand, and the answers to expect.  The text names the
 * source of the password, but never has the password in it. */
void explain(const struct check_facts *, struct buf *);

/* Appends one command line, without its line end, that repeats the failed stage
 * by hand.  It has no | < > in it, so that a report can show it unchanged. */
void explain_failure(const struct session_facts *, enum stage_id, struct buf *);

/* Does --explain say how to do this stage by hand?  For the tests: every stage
 * must have an explanation. */
bool explain_knows(enum stage_id);

#endif
