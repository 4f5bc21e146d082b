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
#include "mta_sts.h"
#include "mx.h"
#include "stages.h"
#include "stream.h"
#include "tls.h"
#include "tlsa.h"
#include "token.h"

/* Bytes of the replies to one row. */
#define SESSION_HEARD_LIMIT ((size_t)2 * 1024)

/* One session runs the rows of the stage table in order.  The facts outlive the
 * connection; the rest is live state, which only the stages use. */
struct session {
	struct session_facts facts;

	struct deadline deadline; /* of the whole check */
	struct addresses addresses;
	struct tlsa tlsa;
	struct stream *stream;    /* NULL: not connected, or closed again */
	struct smtp_client *smtp; /* NULL: the banner stage has not begun */
	struct certificate_store *store; /* NULL: not opened yet */
	/* The first session of the check owns them, not this one. */
	bool store_is_borrowed, tlsa_is_borrowed, context_is_borrowed;
	struct mx *mx; /* owned; NULL: the config does not ask for it */
	struct mta_sts *policy; /* owned; NULL: it was not fetched */
	size_t next_row;        /* rows before it have run */
	int64_t row_began; /* the current one, if its time is not that of the
			    * check: see STAGE_AFTERWARDS */
	struct tls_config tls_config;
	const struct buf
	    *password;             /* borrowed: or token; NULL: there is none */
	const struct buf *refused; /* borrowed: the token that the server has
				    * refused before, or NULL */
	struct token token;        /* owned: of the stage TOKEN */
	struct redact redact; /* the password, and what proves it on the wire */
	struct buf heard;     /* replies to the current row, for JSON */
	struct buf message;   /* header, and body unless --body-file has it */
	struct body body;     /* about --body-file; all zero without it */
	/* The session with the server of the mailbox, and its config.  Both
	 * are owned; NULL: no round trip is planned. */
	struct session *at_mailbox;
	struct config *mailbox_config;
	struct mailbox *mailbox;     /* of that session; NULL: not connected */
	struct observation *current; /* borrowed: of the row that runs */
};

/* Initialises a session of a check that began at this time (nanoseconds,
 * see clock.h).  The config is borrowed until session_free(). */
void session_init(struct session *, const struct config *, int64_t began);

/* Opens and reads the files that the options name, before the first packet.
 * -1: error set, ERROR_USAGE.  Call session_free() in both cases. */
int session_prepare(struct session *, struct error *);

/* Replaces session_prepare() in all sessions but the first: takes over its
 * addresses, TLSA records and certificate store.  The last two are borrowed: do
 * not run this session after the first one is freed. */
void session_follow(struct session *, const struct session *first);

/* Replaces session_prepare() in a session that comes in the place of another
 * one, whose token from the cache the server has refused: takes over what
 * session_follow() does, and fetches a new token. */
void session_renew_token(struct session *, const struct session *refused);

/* Makes a session for another target that this one has found.  The rows before
 * this one are over, and are copied; the time of this one counts, too.  Only
 * the certificate store and the SSL_CTX are borrowed, and those may be used by
 * several threads: call session_share_tls() first. */
void session_branch(struct session *, const struct session *from, size_t row);

/* Opens what sessions can share, if the config has TLS.  -1: error set,
 * ERROR_USAGE. */
int session_share_tls(struct session *, struct error *);

/* Frees what the session owns, its facts included; not the struct itself. */
void session_free(struct session *);

/* Sets the note of the current row, which the long output shows.  The text is
 * made printable, and cut at NOTE_SIZE. */
void session_note(struct session *, const char *, ...)
    __attribute__((format(printf, 2, 3)));

#endif
