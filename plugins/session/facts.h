#ifndef FACTS_H
#define FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "certificate.h"
#include "config.h"
#include "connect.h"
#include "error.h"
#include "extensions.h"
#include "mechanisms.h"
#include "message.h"
#include "mta_sts.h"
#include "round_trip.h"
#include "sasl.h"
#include "stages.h"
#include "tls.h"
#include "transcript.h"

struct negative_check; /* see negative_checks.h */

/* Bytes of a stage's note, with the NUL. */
#define NOTE_SIZE 512
/* The most characters of the user's name that notes and findings show. */
#define USER_SHOWN 80

/* What happened in one row of the stage table. */
struct observation {
	enum outcome {
		OUTCOME_SKIPPED, /* not planned, or an earlier stage failed */
		OUTCOME_PASSED,
		OUTCOME_UNEXPECTED, /* see STAGE_UNEXPECTED */
		OUTCOME_FAILED,
	} outcome;
	double seconds;
	struct error error;   /* why the row did not pass */
	bool unasked;         /* the error is a reply that answers no command */
	bool untimed;         /* nobody was asked: its time says nothing */
	char note[NOTE_SIZE]; /* printable, for the long output */
	struct buf replies;   /* received in this row, whole lines; JSON only */
};

/* What is known about the secret that the stage TOKEN has fetched, and about
 * what it was fetched with. */
struct secret_facts {
	bool cached;    /* an earlier check had asked for it */
	bool renewed;   /* the server refused the one that was cached */
	bool has_hours; /* hours are known */
	double hours;   /* that the token lives */
	bool has_days;  /* days are known */
	int days;       /* until the client secret, or the certificate of the
			 * assertion, ends; below zero: it has ended */
};

/* How long the certificate of --client-cert is valid, in seconds. */
struct client_facts {
	bool known;
	double seconds;  /* from now; below zero: it has ended */
	double lifetime; /* in all */
};

/* What one session saw.  The verdict looks at nothing else. */
struct session_facts {
	const struct config *config; /* borrowed: what the session must do */
	/* The negative check that this session is for, or NULL. */
	const struct negative_check *negative;
	/* Borrowed: those of the ordinary session.  NULL: they are these. */
	const struct session_facts *first;
	/* --auth-each: the one mechanism to try; the session ends after it.
	 * NULL: the session chooses, and does all its steps. */
	const struct sasl_mechanism *only;

	/* Nanoseconds, see clock.h.  The session has ended with its last stage
	 * before QUIT. */
	int64_t began, ended;
	struct observation seen[STAGE_ROWS]; /* by row of the stage table */
	struct observation quit;

	struct secret_facts secret;
	struct client_facts client;
	bool records_asked; /* the lookup of the TLSA records has begun */
	/* Borrowed from the session that has fetched it; NULL: no policy. */
	const struct mta_sts *policy;
	struct endpoints ends; /* of the connection, once it stands */
	struct tls_facts tls;
	struct certificate_facts certificate;
	const char *greeted_by; /* "EHLO", "HELO" or "LHLO"; NULL: not sent */
	char name[ADDRESS_TEXT_SIZE + 256]; /* that EHLO gives; "": not sent */
	struct buf greetings; /* greeting and EHLO replies, as received */
	/* Of the last EHLO; empty if it failed, or if HELO replaced it. */
	struct smtp_extensions extensions;
	const struct sasl_mechanism *mechanism; /* of the login, or NULL */
	/* The mechanisms that could log in: bit i is sasl_mechanisms[i]. */
	uint32_t possible;
	char token[MESSAGE_TOKEN_SIZE];      /* marks the test message */
	struct round_trip_facts *round_trip; /* owned; NULL: not planned */
	struct transcript transcript;        /* the dialogue, for -vv */
	struct buf details; /* about TLS, whole lines, for -vvv */
};

/* The most sessions that one check can have: the ordinary one, one for each
 * negative check, and one for each SASL mechanism. */
#define CHECK_SESSIONS (1 + NEGATIVE_COUNT + SASL_MECHANISM_COUNT)

/* What all sessions of one check saw. */
struct check_facts {
	const struct config *config; /* borrowed: the user's */
	int64_t began;               /* nanoseconds, see clock.h */
	int64_t waited; /* so long for the check's turn; it does not count */
	/* Borrowed.  The first is the ordinary session. */
	const struct session_facts *sessions[CHECK_SESSIONS];
	size_t count;
};

/* Has any stage run? */
bool facts_have_begun(const struct session_facts *);

/* Has any row of this stage passed? */
bool facts_have_passed(const struct session_facts *, enum stage_id);

/* Must an expired certificate fail the check?  Not with
 * --ignore-certificate-expiration; nor where a DANE-EE record makes the dates
 * void (RFC 7672 3.1.1), unless the user gives -D. */
bool facts_judge_expiry(const struct session_facts *);

/* Has the server accepted the user's password in any session? */
bool facts_prove_password(const struct check_facts *);

/* Returns the seconds from the start of the check to the end of the last stage
 * in any session. */
double facts_seconds(const struct check_facts *);

#endif
