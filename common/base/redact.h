#ifndef REDACT_H
#define REDACT_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"

/* What stands where a secret stood, however long that was. */
#define REDACT_MASK "****"

/* Hides secrets in text that a server sends back.  All zero: hides nothing.
 *
 * Promised is that nobody can read a secret in the text who undoes one of
 * these, whatever the case of the letters:
 * - the secret itself, backwards, or in ROT13;
 * - escapes for some or all of its characters, of several kinds at once, too:
 *   %41 and + (URL), =41 and soft line breaks (quoted-printable), \x41, \101,
 *   \u0041 and \/ (C, JavaScript, JSON), &#65; &#x41; &amp; (HTML), and \x00 or
 *   ( ) / as text_printable() writes;
 * - hexadecimal, with 0x, \x, U+, colons, blanks or the like in between;
 * - base64 and base64url, padded or not, also as a part of a longer text;
 * - UTF-16 of either order, as it is or in the two last, and Latin-1;
 * - the same one to three characters between each two: "p.a.s.s";
 * - what CR and LF part, and in a reply the beginnings of its lines.
 * Of a secret of more than 16 characters each 16 in a row are hidden.  A secret
 * of less than 4 is hidden where it stands as a word of its own, as it is or in
 * base64; backwards and in ROT13 it takes 6.
 *
 * Not promised is what needs more than that: encodings within encodings but for
 * base64 and hexadecimal in escapes, others (a decimal number for each
 * character, base32, a hash), and a secret that is cut up. */
struct redact {
	struct redact_known *known; /* owned; NULL: nothing */
	const struct redact *also;  /* borrowed: more to hide, or NULL */
};

/* Learns a secret. */
void redact_secret(struct redact *, const void *secret, size_t len);

/* Puts the mask in the place of each secret.  A text that is longer then is cut
 * at the limit.  NULL hides nothing. */
void redact_apply(const struct redact *, struct buf *);

/* The same for a printable string in a room of so many bytes. */
void redact_string(const struct redact *, char *, size_t size);

/* The same for lines of a reply, each with its code and with a LF, which stay.
 * As one reply may have the first half and the next one the rest, what it
 * begins or ends with is hidden if the secret ends or begins so; so is the
 * whole text if it stands within the secret.  It takes 6 characters, or half of
 * a secret that has less than 12, but at least 4. */
void redact_reply(const struct redact *, struct buf *);

/* The same for a printable string whose beginning or end is missing. */
void redact_cut_string(const struct redact *, char *, size_t size);

/* Does it know any secret? */
bool redact_knows(const struct redact *);

void redact_free(struct redact *);

#endif
