#ifndef HELPER_H
#define HELPER_H

#include <stdatomic.h>

#include "deadline.h"
#include "error.h"

/* A call of a library that no deadline can end.  It runs in a thread of its
 * own, which is abandoned when the deadline passes.  The helper is the first
 * member of a struct with the call's input and output; the last user frees that
 * struct. */
struct helper {
	void (*run)(struct helper *);  /* the call, in the thread */
	void (*free)(struct helper *); /* the struct and what it owns */

	int done; /* the end of a pipe that the thread closes */
	atomic_bool finished;
	atomic_int users;
};

/* Starts the call and waits for its end.  -1: error set, ERROR_TIMEOUT or
 * ERROR_USAGE, and nothing that the call writes may be read.  In either case
 * the caller ends with helper_release(). */
int helper_run(struct helper *, struct deadline, struct error *);
void helper_release(struct helper *);

#endif
