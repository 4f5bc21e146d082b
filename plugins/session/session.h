#ifndef SESSION_H
#define SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "certificate.h"
#include "client.h"
#include "config.h"
#include "connect.h"
#include "deadline.h"
#include "error.h"
#include "message.h"
#include "sasl.h"
#include "stages.h"
#include "stream.h"
#include "tls.h"
#include "tlsa.h"
#include "transcript.h"

/* Bytes of what a stage has to say of itself, printable. */
#define NOTE_SIZE 512

/* What happened in one row; all that the verdict may look at. */
struct observation {
	enum outcome {
		SKIPPED,
		PASSED,
		DOUBTED, /* answered otherwise than expected; went on */
		FAILED,
	} outcome;
	double seconds;
	struct error error;
	char note[NOTE_SIZE];
	struct buf replies; /* to it, whole lines; only for JSON */
};

/* One walk through the table of stages, and what came of it. */
struct session {
	const struct config *config; /* borrowed, constant */
	int64_t began, ended;        /* see clock.h */
	struct deadline deadline;    /* of the whole check */

	struct addresses addresses;
	struct tlsa tlsa;
	struct endpoints ends;
	struct stream *stream;
	struct smtp_client *smtp;
	struct certificate_store *store;
	/* from the first session of a check */
	bool store_is_borrowed, tlsa_is_borrowed;
	struct tls_config tls_config;
	struct tls_facts tls;
	struct certificate_facts certificate;
	const struct sasl_mechanism *only;      /* log in with this, and end */
	const struct sasl_mechanism *mechanism; /* that was chosen */
	uint32_t possible;    /* a bit for each row of sasl_mechanisms */
	bool secret_is_right; /* another session of the check has shown it */
	struct transcript transcript;
	struct buf details;     /* of TLS, whole lines; for -vvv alone */
	struct redact redact;   /* what this session has proven itself with */
	const char *greeted_by; /* "EHLO", "HELO" or "LHLO"; static */
	struct buf heard;       /* since the row began, for its replies */
	struct buf greetings;   /* greeting and EHLO replies, as received */
	char name[ADDRESS_TEXT_SIZE + 256]; /* what we call ourselves */
	char token[MESSAGE_TOKEN_SIZE];     /* of the test message */
	struct buf message; /* its header, and our own body if it has that */

	struct observation seen[STAGE_MAX];
	struct observation quit;
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

/* Opens what the user's options name, before the first packet.  -1: error set,
 * ERROR_USAGE. */
int session_prepare(struct session *, struct error *);

/* What the first session of a check has looked up and opened serves the others;
 * instead of session_prepare(). */
void session_follow(struct session *, const struct session *first);

/* Runs the planned rows in their order, up to the first that fails, and says
 * good-bye. */
void session_run(struct session *, const struct stage *, size_t count,
    const struct session_watcher *);

void session_free(struct session *);

/* Has a row of this name passed? */
bool session_has_passed(const struct session *, const char *name);

/* Does it matter when the certificate expires? */
bool session_judges_expiry(const struct session *);

/* What the row that runs has to say, for the long output. */
void session_note(struct session *, const char *, ...)
    __attribute__((format(printf, 2, 3)));

#endif
