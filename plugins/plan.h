#ifndef PLAN_H
#define PLAN_H

#include <stddef.h>
#include <stdint.h>

#include "config.h"
#include "session.h"

/* One session of a check. */
struct probe {
	struct session session;
};

/* All sessions of one check, in their order.  An ordinary check is one. */
struct plan {
	const struct config *config; /* borrowed, constant */
	struct probe *probes;        /* owned */
	size_t count;
};

/* The plan of a check that began at this time (see clock.h).  -1: error set,
 * ERROR_USAGE; it must be freed all the same. */
int plan_make(
    struct plan *, const struct config *, int64_t began, struct error *);

/* Runs the sessions one after the other under the one deadline.  The watcher
 * is told of each row before it runs. */
void plan_run(struct plan *, const struct session_watcher *);

/* Seconds until the deadline of the check. */
double plan_left(const struct plan *);

void plan_free(struct plan *);

#endif
