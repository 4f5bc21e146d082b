#ifndef PLAN_H
#define PLAN_H

#include <stddef.h>
#include <stdint.h>

#include "config.h"
#include "error.h"
#include "facts.h"
#include "session.h"

/* All sessions of one check, in their order.  An ordinary check is one session;
 * with --refuse one for each negative check follows, with --auth-each one for
 * every other mechanism. */
struct plan {
	struct check_facts facts;             /* of the sessions below */
	struct probe *probes[CHECK_SESSIONS]; /* owned */
};

/* The plan of a check that began at this time (see clock.h).  -1: error set,
 * ERROR_USAGE; it must be freed all the same. */
int plan_make(
    struct plan *, const struct config *, int64_t began, struct error *);

/* Runs the sessions one after the other under the one deadline; what the first
 * one saw decides on the others.  The watcher is told of each row before it
 * runs. */
void plan_run(struct plan *, const struct session_watcher *);

/* Seconds until the deadline of the check. */
double plan_left(const struct plan *);

void plan_free(struct plan *);

#endif
