#ifndef SESSION_H
#define SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "body.h"
#include "client.h"
#include "config.h"
#include "connect.h"
#include "deadline.h"
#include "error.h"
#include "facts.h"
#include "stages.h"
#include "stream.h"
#include "tls.h"
#include "tlsa.h"

/* One walk through the table of stages: what it saw, and what it needs while it
 * runs. */
struct session {
	struct session_facts facts;

	struct deadline deadline; /* of the whole check */
	struct addresses addresses;
	struct tlsa tlsa;
	struct stream *stream;
	struct smtp_client *smtp;
	struct certificate_store *store;
	/* They belong to the first session of the check. */
	bool store_is_borrowed, tlsa_is_borrowed;
	struct tls_config tls_config;
	struct redact redact; /* what this session has proven itself with */
	struct buf heard;     /* since the row began, for its replies */
	struct buf message;   /* its header, and our own body if it has that */
	struct body body;     /* the user's */
	struct observation *current; /* of the row that runs */
};

/* Before a row runs, somebody may want to see the session as it would be if
 * that row never came to an end. */
struct session_watcher {
	void (*before_row)(void *context);
	void *context;
};

/* Prepares a zeroed session that began at this time; it borrows the config. */
void session_init(struct session *, const struct config *, int64_t began);

/* Opens and reads what the user's options name, before the first packet.  -1:
 * error set, ERROR_USAGE. */
int session_prepare(struct session *, struct error *);

/* What the first session of a check has looked up and opened serves the others;
 * instead of session_prepare(). */
void session_follow(struct session *, const struct session *first);

/* Runs the planned rows in their order, up to the first that fails, and says
 * good-bye. */
void session_run(struct session *, const struct stage *, size_t count,
    const struct session_watcher *);

void session_free(struct session *);

/* What the row that runs has to say, for the long output. */
void session_note(struct session *, const char *, ...)
    __attribute__((format(printf, 2, 3)));

#endif
