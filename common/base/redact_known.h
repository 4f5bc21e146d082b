#ifndef REDACT_KNOWN_H
#define REDACT_KNOWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"

/* What the characters of a reading are compared as. */
enum redact_alphabet {
	ALPHABET_TEXT,   /* small letters; a blank for +, and ( ) / for < > | */
	ALPHABET_BASE64, /* small letters; all else is a break */
	ALPHABET_HEX,    /* as reading_hex() makes it */
	ALPHABETS,
};

/* Something to look for: a secret in one of its encodings. */
struct redact_form {
	struct buf text;
	enum redact_alphabet alphabet;
	bool before, after; /* it shares a character with what is
			     * beside it there */
	size_t half;        /* characters at an edge that are too many */
};

/* Where groups of some characters stand in the forms: the first of each form,
 * and of a long form so many that each piece of it has a whole one. */
struct redact_index {
	uint32_t *heads; /* by hash: the first of a list, 0 for none */
	unsigned int bits;
	struct redact_group {
		uint32_t form, at, next;
	} * groups;
	uint32_t count;
};

/* Groups of a short form and of a long one. */
#define GROUP_SHORT ((size_t)4)
#define GROUP_LONG ((size_t)8)

/* A form with less is hidden only where it stands as a word of its own: it
 * would blot out half of what the server says, and so give itself away. */
#define FORM_SHORT GROUP_SHORT
/* As much of a longer form is hidden wherever it stands. */
#define FORM_PIECE ((size_t)16)

struct redact_known {
	struct redact_form *forms;
	size_t count;
	struct redact_index small[ALPHABETS], large[ALPHABETS];
};

/* A match: what of a reading is to be hidden. */
typedef void redact_found(void *context, size_t first, size_t end);

/* Builds the index anew, after a form was added. */
void redact_reindex(struct redact_known *);

/* Calls back for each form, and each piece of a long one, that is there.  There
 * are 8 more bytes behind the text. */
void redact_find(const struct redact_known *, enum redact_alphabet,
    const unsigned char *, size_t len, redact_found *, void *context);

/* The same for what stands at the begin and the end. */
void redact_find_edges(const struct redact_known *, enum redact_alphabet,
    const unsigned char *, size_t len, redact_found *, void *context);

void redact_forget(struct redact_known *);

#endif
