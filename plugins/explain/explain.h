#ifndef EXPLAIN_H
#define EXPLAIN_H

#include <stdbool.h>

#include "buf.h"
#include "plan.h"

/* Appends what an administrator types to do by hand what the sessions of a plan
 * do, and what the answers should look like.  No secret is in it: it names the
 * source of the password. */
void explain(const struct plan *, struct buf *);

/* Appends one line, without its end, that shows by hand what failed in this
 * stage; no | < > is in it. */
void explain_failure(const struct session *, const char *stage, struct buf *);

/* Has this stage its lines? */
bool explain_knows(const char *stage);

#endif
