#ifndef HINTS_H
#define HINTS_H

#include <stddef.h>

#include "error.h"

/* What is known about a session that has failed; a bit mask. */
enum hint_when {
	HINT_LOGIN = 1,     /* a mechanism was chosen: during or after AUTH */
	HINT_NO_LOGIN = 2,  /* no mechanism was chosen */
	HINT_PASSWORD = 4,  /* the login uses a password */
	HINT_TOKEN = 8,     /* the login uses an OAuth access token */
	HINT_IDENTITY = 16, /* the login uses a client certificate */
	HINT_TLS = 32,      /* the TLS handshake has succeeded */
	HINT_CLEAR = 64,    /* it has not: everything went in clear */
	HINT_IMPLICIT = 128,
	HINT_STARTTLS = 256,
	HINT_LMTP = 512,
	HINT_SMTP = 1024,
	HINT_PORT_25 = 2048,
	HINT_PORT_465 = 4096,
	HINT_HELO = 8192,    /* the server does not know EHLO */
	HINT_PROXY = 16384,  /* the session began with a PROXY header */
	HINT_NO_SNI = 32768, /* no server name was sent (RFC 6066 3) */
	HINT_PORT_587 = 1 << 16,
	HINT_OWN_CA = 1 << 17,    /* --ca-file or --ca-path was given */
	HINT_OWN_CERT = 1 << 18,  /* --client-cert was given */
	HINT_STORED = 1 << 19,    /* the mechanism needs a secret of its own on
				   * the server: SCRAM, CRAM-MD5, DIGEST-MD5 */
	HINT_BLANK_END = 1 << 20, /* the password ends in a blank */
	HINT_NO_DOMAIN = 1 << 21, /* the user's name has no domain */
	HINT_TICKET = 1 << 22,    /* the login uses a Kerberos ticket */
};

/* What to do about a failure, and who must do it.  The strings are arrays and
 * not pointers, so that the loader has nothing to relocate in a table that is
 * only read after a failure. */
struct hint {
	char topic[20]; /* a stage, a metric, a negative check; "": any */
	enum error_kind kind;
	int code;          /* reply code; 53: any 53y, 5: any 5yz, 0: any */
	char status[10];   /* enhanced status code (RFC 3463); "": any */
	char words[240];   /* alternatives with "|" between; "": any text */
	unsigned int when; /* of enum hint_when: all bits must be known */
	char who[12];      /* credentials policy server network monitor */
	char text[224];    /* one or two sentences, with the next step */
	char source[72];   /* RFC and section, or who documents it */
};

extern const struct hint hints[];
extern const size_t hint_count;

/* Finds the most specific hint for a failure.  These count, in this order: the
 * words, the enhanced status code, the digits of the reply code, the topic, the
 * conditions.  Of equals the first in the table wins.  The hint is constant
 * data.  when: what is known, of enum hint_when.  NULL: no hint fits. */
const struct hint *hint_find(
    const char *topic, const struct error *, unsigned int when);

#endif
