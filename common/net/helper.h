#ifndef HELPER_H
#define HELPER_H

#include <stdatomic.h>

#include "deadline.h"
#include "error.h"

/* A call of a library that no deadline can end, in a thread of its own, which
 * is left behind when the deadline passes.  Stands first in a struct with what
 * the call needs and finds; both belong to whoever leaves last. */
struct helper {
	void (*run)(struct helper *);  /* the call, in the thread */
	void (*free)(struct helper *); /* the struct and what it owns */

	int done; /* the end of a pipe that the thread closes */
	atomic_bool finished;
	atomic_int users;
};

/* Starts the call and waits for its end.  -1: error set, ERROR_TIMEOUT or
 * ERROR_USAGE, and nothing that the call writes may be read.  Whatever comes
 * of it, helper_release() follows. */
int helper_run(struct helper *, struct deadline, struct error *);
void helper_release(struct helper *);

#endif
