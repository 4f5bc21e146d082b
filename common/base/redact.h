#ifndef REDACT_H
#define REDACT_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"

/* A secret has four forms, and one more where it prints otherwise than it is;
 * both sides of a login may prove it. */
#define REDACT_FORMS 8

/* Hides secrets in text that a server sends back, whatever the case of the
 * letters.  All zero: hides nothing. */
struct redact {
	struct redact_form {
		struct buf text;
		bool before, after; /* it shares a character with what is
				     * beside it there */
	} forms[REDACT_FORMS];
	size_t count;
	const struct redact *also; /* borrowed: more to hide, or NULL */
};

/* Learns a secret: itself, what text_printable() makes of it, and its base64 at
 * each of the three places where it may begin in a longer text. */
void redact_secret(struct redact *, const void *secret, size_t len);

/* Overwrites each occurrence with asterisks, in place.  NULL hides nothing. */
void redact_apply(const struct redact *, char *, size_t len);

void redact_free(struct redact *);

#endif
