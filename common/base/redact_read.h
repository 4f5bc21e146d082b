#ifndef REDACT_READ_H
#define REDACT_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A text after an encoding was undone: the characters, and the place in the
 * text of each of them. */
struct reading {
	unsigned char *chars;
	uint32_t *from, *to;
	size_t len;
};

/* Stands between characters that do not follow each other. */
#define READING_BREAK '\0'

/* Behind the characters some more bytes may be read. */
#define READING_BEHIND ((size_t)32)

/* Makes room for this many characters. */
void reading_init(struct reading *, size_t size);
void reading_free(struct reading *);

/* The text without its line ends, and without the codes in front if it is a
 * reply.  A loose one lacks status codes and the blanks around the line ends,
 * too; would that be another one? */
bool reading_of_text(
    struct reading *, const char *, size_t len, bool is_reply, bool loose);

/* With one of the encodings of redact_decode.h undone, or with all of them,
 * around what is encoded and at both ends; needs as much room.  Returns how
 * many characters were encoded. */
size_t reading_decoded(
    struct reading *, const struct reading *, size_t encoding);

/* The hexadecimal digits, small, whatever stands between them but for letters;
 * needs twice the room.  Bytes that are zero are left out: so UTF-16 reads like
 * ASCII. */
void reading_hex(struct reading *, const struct reading *);

/* Every second (or third, or fourth) character, where the characters between
 * them are always the same; needs twice the room. */
void reading_spread(struct reading *, const struct reading *, size_t distance);

#endif
