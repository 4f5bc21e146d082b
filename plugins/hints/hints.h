#ifndef HINTS_H
#define HINTS_H

#include <stddef.h>

#include "error.h"

/* What else is known of a session that has failed. */
enum hint_when {
	HINT_LOGIN = 1,     /* it has logged in, or was about to */
	HINT_NO_LOGIN = 2,  /* it had not come to that */
	HINT_PASSWORD = 4,  /* the login is by a password, */
	HINT_TOKEN = 8,     /* an OAuth access token */
	HINT_IDENTITY = 16, /* or a client certificate */
	HINT_TLS = 32,      /* TLS stands */
	HINT_CLEAR = 64,    /* all was said in clear */
	HINT_IMPLICIT = 128,
	HINT_STARTTLS = 256,
	HINT_LMTP = 512,
	HINT_SMTP = 1024,
	HINT_PORT_25 = 2048,
	HINT_PORT_465 = 4096,
	HINT_HELO = 8192,    /* the server knows no EHLO */
	HINT_PROXY = 16384,  /* a PROXY header went first */
	HINT_NO_SNI = 32768, /* TLS has asked for no server name */
};

/* What an administrator can do about a failure, and who must.  Arrays, not
 * pointers: the loader need not relocate what is read only when a check has
 * failed. */
struct hint {
	char topic[16]; /* a stage, a metric, a negative check; "": any */
	enum error_kind kind;
	int code;          /* reply code, 53 for 53y, 5 for 5yz, 0: any */
	char status[10];   /* enhanced status code, "": any */
	char words[240];   /* one of "this|or that", in any case; "": any */
	unsigned int when; /* of enum hint_when: all must hold */
	char who[12];      /* credentials policy server network monitor */
	char text[224];    /* one or two sentences, with the next step */
	char source[72];   /* RFC and section, or who documents it */
};

extern const struct hint hints[];
extern const size_t hint_count;

/* The most specific row for this failure.  A row with words goes before one
 * without, then one with an enhanced code, then the longer reply code, then a
 * topic, then a condition; of equals the first in the table.  NULL: none. */
const struct hint *hint_find(
    const char *topic, const struct error *, unsigned int when);

#endif
