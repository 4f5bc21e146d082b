#ifndef REFUSALS_H
#define REFUSALS_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "error.h"
#include "reply.h"
#include "session.h"

/* Collects the replies that refuse, in a stage that has several replies.  Only
 * the worst refusal becomes the stage's error.  Start with REFUSALS_INIT. */
struct refusals {
	struct error worst;
	size_t count;   /* of refusals */
	struct buf who; /* the refused addresses, "<a>, <b>" */
};

#define REFUSALS_INIT                                                          \
	{                                                                      \
		.who = BUF_INIT(NOTE_SIZE)                                     \
	}

/* Is this refusal worse than the worst so far?  Any refusal is worse than none,
 * and 5yz is worse than 4yz. */
bool refusal_is_worse(const struct error *, const struct error *worst);

/* Adds a reply that refuses.  address: the recipient that it refuses; NULL: the
 * reply is about the whole message. */
void refusals_add(
    struct refusals *, const struct smtp_reply *, const char *address);

/* Ends the stage, writes its note, and frees the refusals.
 * all: how many replies the stage expected; what: "recipient", for the note.
 * rc: 0; or -1 with error set, if the session broke before all replies came.
 * Returns 0, or -1 with error set.  A 5yz or 421 refusal replaces the error of
 * a broken session, because it says more about the cause. */
int refusals_conclude(struct session *, struct refusals *, size_t all,
    const char *what, int rc, struct error *);

#endif
