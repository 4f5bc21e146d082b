#ifndef REFUSALS_H
#define REFUSALS_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "error.h"
#include "reply.h"
#include "session.h"

/* The refusals of a stage that has several replies: the worst, and whom they
 * hit. */
struct refusals {
	struct error worst;
	size_t count;
	struct buf who; /* see REFUSALS_INIT */
};

#define REFUSALS_INIT                                                          \
	{                                                                      \
		.who = BUF_INIT(NOTE_SIZE)                                     \
	}

/* Does this refusal count for more than the worst so far?  4yz is less than
 * 5yz. */
bool refusal_is_worse(const struct error *, const struct error *worst);

/* Adds a reply that refuses this address; NULL: it refuses all of it. */
void refusals_add(
    struct refusals *, const struct smtp_reply *, const char *address);

/* Ends the stage, which had so many replies to wait for and came to rc, 0 or
 * -1; frees the refusals.  -1: error set, to the worst of them.  That tells
 * more than a session that broke off later, unless it is a 4yz. */
int refusals_conclude(struct session *, struct refusals *, size_t all,
    const char *what, int rc, struct error *);

#endif
