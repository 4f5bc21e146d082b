#ifndef REDACT_READ_H
#define REDACT_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A text as one reads it who undoes an encoding: the characters, and where in
 * the text each of them stands. */
struct reading {
	unsigned char *chars;
	uint32_t *from, *to;
	size_t len;
};

/* Stands between characters that do not follow each other. */
#define READING_BREAK '\0'

/* Behind the characters some more bytes may be read. */
#define READING_BEHIND ((size_t)32)

/* Room for so many characters. */
void reading_init(struct reading *, size_t size);
void reading_free(struct reading *);

/* The text without its line ends, and without the codes in front if it is a
 * reply.  A loose one lacks status codes and the blanks around the line ends,
 * too; would that be another one? */
bool reading_of_text(
    struct reading *, const char *, size_t len, bool is_reply, bool loose);

/* Ways to write a character, each behind a mark of its own. */
#define READING_ENCODINGS 4

/* With one of the encodings undone, or with all of them, around what is encoded
 * and at both ends; needs as much room.  How many characters were encoded? */
size_t reading_decoded(
    struct reading *, const struct reading *, size_t encoding);
#define READING_ALL_ENCODINGS READING_ENCODINGS

/* The hexadecimal digits, small, whatever stands between them but for letters;
 * needs twice the room.  Bytes that are zero are left out: so UTF-16 reads like
 * ASCII. */
void reading_hex(struct reading *, const struct reading *);

/* Each so manieth character, where the ones between are always the same; needs
 * twice the room. */
void reading_spread(struct reading *, const struct reading *, size_t distance);

#endif
