#ifndef PLAN_H
#define PLAN_H

#include <stddef.h>
#include <stdint.h>

#include "config.h"
#include "refusal.h"
#include "session.h"

/* One for the ordinary check and one for each mechanism. */
#define PLAN_MAX 24

/* One session of a check. */
struct probe {
	char label[PERFDATA_LABEL_SIZE]; /* of its login's time; "": none */
	const struct refusal *refusal;   /* what must be refused, or NULL */
	struct config *config;           /* its own, with a refusal; or NULL */
	struct session session;
};

/* All sessions of one check, in their order.  An ordinary check is one; with
 * --refuse one for each negative check follows, with --auth-each one for every
 * other mechanism. */
struct plan {
	const struct config *config;    /* borrowed, constant */
	int64_t began;                  /* see clock.h */
	struct probe *probes[PLAN_MAX]; /* owned */
	size_t count;
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

/* Seconds from its beginning to the end of the last stage. */
double plan_seconds(const struct plan *);

void plan_free(struct plan *);

#endif
