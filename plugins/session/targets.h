#ifndef TARGETS_H
#define TARGETS_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "config.h"
#include "error.h"
#include "plan.h"
#include "session_run.h"

/* The most targets of one check. */
#define TARGETS_MAX 64

/* One server or address of many that a check asks, in a thread of its own. */
struct target {
	struct config config; /* the user's, for this name and address */
	struct plan plan;     /* its sessions; freed when it has ended */
	void *outcome;        /* the caller's */
	enum target_state {
		TARGET_WAITS, /* for its turn */
		TARGET_RUNS,
		TARGET_ENDED,
	} state;
	atomic_int stage; /* of the row that runs now: enum stage_id */
	/* From the start of the check to the end of its last stage; 0: it has
	 * not ended. */
	double seconds;
	/* Private to targets.c. */
	struct targets *all;
	size_t place; /* in the order of preference */
	pthread_t thread;
	bool has_thread;
	bool spreads; /* each address that it finds becomes a target */
	char address[ADDRESS_TEXT_SIZE];
};

/* The targets of one check.  First a scout finds them: an ordinary session that
 * ends with the stage RESOLVE. */
struct targets {
	const struct config *config;      /* borrowed: the user's */
	struct plan scout;                /* owned, and so are these: */
	struct target *list[TARGETS_MAX]; /* in the order of preference */
	size_t count;
	size_t left_out; /* targets for which the list has no room */
	/* Private to targets.c. */
	void (*ended)(struct target *); /* see targets_run() */
	int wake[2];          /* a pipe: a byte for each target that ends */
	pthread_mutex_t lock; /* of all that follows, and of the list */
	size_t running;
	bool is_late;
	int64_t opened;
};

/* Plans a check of many targets that began at this time (nanoseconds, see
 * clock.h), and opens the files that it needs.  -1: error set, ERROR_USAGE.
 * Call targets_free() in both cases. */
int targets_make(
    struct targets *, const struct config *, int64_t began, struct error *);

/* Runs the scout.  No target is found if it fails, or if HOST has only one
 * address and is no mail domain: then the scout is the check, and plan_run()
 * goes on with it. */
void targets_find(struct targets *, const struct session_watcher *);

/* Runs the targets, config->target.parallel at once.  ended() takes the outcome
 * of each, in its thread.  Returns when all have ended, or WATCHDOG_GRACE after
 * the deadline of the check: those that run then cannot be ended, so nothing of
 * them may be freed; they are held. */
void targets_run(struct targets *, void (*ended)(struct target *));

/* From now on no target ends or is found, and the list stays as it is.  For the
 * last words, while the main thread waits in targets_run(). */
void targets_hold(struct targets *);

/* Are there targets that run yet? */
bool targets_are_out(const struct targets *);

void targets_free(struct targets *);

#endif
