#ifndef REDACT_H
#define REDACT_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"

/* A secret has four forms, and a fifth if text_printable() changes it.  A login
 * may add two secrets: the proof of the client and that of the server. */
#define REDACT_FORMS 8

/* Hides secrets in text that a server sends back, also where the case of
 * letters differs.  All zero: hides nothing. */
struct redact {
	struct redact_form {
		struct buf text;
		/* The character before or after it encodes a part of it. */
		bool before, after;
	} forms[REDACT_FORMS];
	size_t count;
	const struct redact *also; /* borrowed: more secrets, or NULL */
};

/* Adds the forms of a secret: as it is, as text_printable() shows it, and its
 * base64 for each of the three offsets that it may have in a group of three. */
void redact_secret(struct redact *, const void *secret, size_t len);

/* Overwrites each occurrence with asterisks, in place.  NULL hides nothing. */
void redact_apply(const struct redact *, char *, size_t len);

void redact_free(struct redact *);

#endif
