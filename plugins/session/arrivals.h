#ifndef ARRIVALS_H
#define ARRIVALS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "config.h"
#include "mailbox.h"
#include "mark.h"

/* Seconds by which the clocks of hosts that share a series may differ.  What
 * claims to be from later is not judged: it would be the newest for long. */
#define ARRIVALS_CLOCKS 3600

/* The most messages of a series that one check knows. */
#define ARRIVALS ((size_t)4 * MAILBOX_MESSAGES)

/* A message of the series that lies in the mailbox. */
struct arrival {
	struct mailbox_message message; /* without its header */
	char token[MESSAGE_TOKEN_SIZE];
};

/* The messages of a series that were found, and the one that is judged: this
 * run's, or in --round-trip previous the newest. */
struct arrivals {
	const struct config *config; /* borrowed */
	const char *own;             /* borrowed: the token of this run */
	int64_t now;                 /* seconds since 1970 */
	struct arrival list[ARRIVALS];
	size_t count;
	size_t judged;     /* its index; count: there is none */
	struct buf header; /* of the judged one */
};

void arrivals_init(struct arrivals *, const struct config *,
    const char *own_token, int64_t now);
void arrivals_free(struct arrivals *);

/* Forgets all that was found: what has no session has no id. */
void arrivals_clear(struct arrivals *);

/* A search for the messages of the series.  Each one is added to the arrivals,
 * which are borrowed. */
struct mailbox_search arrivals_search(struct arrivals *);

/* The same, but what it finds is not added. */
struct mailbox_search arrivals_check(struct arrivals *);

/* The message that is judged; NULL: there is none. */
const struct arrival *arrivals_judged(const struct arrivals *);

/* May this message be removed?  In --round-trip previous all but the newest,
 * which the next run must find; else all but those that another check of the
 * series has sent after this one began (seconds since 1970). */
bool arrivals_may_remove(const struct arrivals *, size_t, int64_t began);

/* Does a message with this header section belong to the series?  It must bear
 * the mark in X-Check-Smtp-Auth, in Message-ID, or in a Subject that is ours
 * and not that of an automatic answer (RFC 3834).  Gives the token. */
bool arrivals_recognise(const struct buf *header, const struct config *,
    char token[MESSAGE_TOKEN_SIZE]);

#endif
