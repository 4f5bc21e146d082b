#ifndef REDACT_H
#define REDACT_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"

/* Hides a secret in text that a server sends back: the secret itself and its
 * base64 at each of the three places where it may begin in a longer text,
 * whatever the case of the letters. */
struct redact {
	struct redact_form {
		struct buf text;
		bool before, after; /* it shares a character with what is
				     * beside it there */
	} forms[4];
};

/* Learns one secret. */
void redact_init(struct redact *, const void *secret, size_t len);

/* Overwrites each occurrence with asterisks, in place.  NULL hides nothing. */
void redact_apply(const struct redact *, char *, size_t len);

void redact_free(struct redact *);

#endif
