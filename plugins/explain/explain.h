#ifndef EXPLAIN_H
#define EXPLAIN_H

#include <stdbool.h>

#include "buf.h"
#include "facts.h"

/* Appends what an administrator types to do by hand what the sessions of a plan
 * do, and what the answers should look like.  No secret is in it: it names the
 * source of the password. */
void explain(const struct check_facts *, struct buf *);

/* Appends one line, without its end, that shows by hand what failed in this
 * stage; no | < > is in it. */
void explain_failure(const struct session_facts *, enum stage_id, struct buf *);

/* Has this stage its lines? */
bool explain_knows(enum stage_id);

#endif
