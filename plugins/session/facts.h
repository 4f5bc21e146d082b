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
#include "sasl.h"
#include "stages.h"
#include "tls.h"
#include "transcript.h"

struct negative_check; /* see negative_checks.h */

/* Bytes of what a stage has to say of itself, printable. */
#define NOTE_SIZE 512

/* What happened in one row. */
struct observation {
	enum outcome {
		OUTCOME_SKIPPED,
		OUTCOME_PASSED,
		OUTCOME_UNEXPECTED, /* see STAGE_UNEXPECTED */
		OUTCOME_FAILED,
	} outcome;
	double seconds;
	struct error error;
	char note[NOTE_SIZE];
	struct buf replies; /* to it, whole lines; only for JSON */
};

/* What one session saw: all that the verdict may look at. */
struct session_facts {
	const struct config *config; /* borrowed: what was asked for */
	/* What must be refused, or NULL. */
	const struct negative_check *negative;
	/* The only mechanism to log in with, and then to end; or NULL. */
	const struct sasl_mechanism *only;

	int64_t began, ended; /* see clock.h */
	struct observation seen[STAGE_ROWS];
	struct observation quit;

	bool records_asked; /* the TLSA records were looked up */
	struct endpoints ends;
	struct tls_facts tls;
	struct certificate_facts certificate;
	const char *greeted_by; /* "EHLO", "HELO" or "LHLO"; NULL: not yet */
	char name[ADDRESS_TEXT_SIZE + 256]; /* what we call ourselves */
	struct buf greetings; /* greeting and EHLO replies, as received */
	struct smtp_extensions extensions; /* of the last EHLO that passed */
	const struct sasl_mechanism *mechanism; /* that was chosen, or NULL */
	uint32_t possible; /* a bit for each row of sasl_mechanisms */
	char token[MESSAGE_TOKEN_SIZE]; /* of the test message */
	struct transcript transcript;
	struct buf details; /* of TLS, whole lines; for -vvv alone */
};

/* How many sessions a check may have: the ordinary one, one for each negative
 * check and one for each other mechanism. */
#define CHECK_SESSIONS (1 + NEGATIVE_COUNT + SASL_MECHANISM_COUNT)

/* What a whole check saw. */
struct check_facts {
	const struct config *config; /* borrowed, constant */
	int64_t began;               /* see clock.h */
	/* Borrowed; the first is the ordinary check. */
	const struct session_facts *sessions[CHECK_SESSIONS];
	size_t count;
};

/* Has a row of this stage passed? */
bool facts_have_passed(const struct session_facts *, enum stage_id);

/* Does it matter when the certificate expires? */
bool facts_judge_expiry(const struct session_facts *);

/* Has any session proved that the user's password is right? */
bool facts_prove_password(const struct check_facts *);

/* Seconds from the beginning of the check to the end of its last stage. */
double facts_seconds(const struct check_facts *);

#endif
