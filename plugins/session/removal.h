#ifndef REMOVAL_H
#define REMOVAL_H

#include "arrivals.h"
#include "deadline.h"
#include "error.h"
#include "session.h"

/* What became of the messages that were to be removed.  Begins as zeros.  That
 * is no matter of the delivery: a failure is only noted. */
struct removal {
	unsigned int flagged, kept;
	struct error error; /* why the first one was kept */
};

/* Removes those that were found and may be removed. */
void removal_run(
    struct removal *, struct session *, struct arrivals *, struct deadline);

/* The same, in the time that there is to tidy up; ends the session with the
 * mailbox in order, and writes the notes. */
void removal_end(struct removal *, struct session *, struct arrivals *);

#endif
