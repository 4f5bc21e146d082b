#ifndef PLAN_H
#define PLAN_H

#include <stddef.h>
#include <stdint.h>

#include "config.h"
#include "error.h"
#include "facts.h"
#include "session_run.h"

struct planned_session; /* private to plan.c */

/* All sessions of one check, in the order in which they run: the ordinary
 * session, one for each negative check (--refuse), and one for each other
 * mechanism (--auth-each). */
struct plan {
	struct check_facts facts; /* of the sessions below */
	struct planned_session *sessions[CHECK_SESSIONS]; /* owned */
	/* Owned: the first session that ran, if another one has its place. */
	struct planned_session *replaced;
};

/* Plans a check that began at this time (nanoseconds, see clock.h), and opens
 * the files that it needs.  The plan borrows the config.  -1: error set,
 * ERROR_USAGE.  Call plan_free() in both cases. */
int plan_make(
    struct plan *, const struct config *, int64_t began, struct error *);

/* The two parts of that, for one of many targets: the ordinary session, which
 * is not prepared (see session_branch()), and then those that --refuse adds. */
struct session *plan_begin(struct plan *, const struct config *, int64_t began);
int plan_add_refusals(struct plan *, struct error *);

/* The ordinary session. */
struct session *plan_first(struct plan *);

/* Runs the sessions one after the other, under the deadline of the check.  If
 * the server refuses a token from the cache, the first one runs again with a
 * new token, and only that counts.  The others run only if EHLO passed in the
 * first.  The watcher (NULL: none) is called before each row of each session.
 */
void plan_run(struct plan *, const struct session_watcher *);

/* Returns the seconds until the deadline of the check; 0: it has passed. */
double plan_left(const struct plan *);

/* Frees the sessions and their facts.  The struct itself stays with the caller.
 */
void plan_free(struct plan *);

#endif
