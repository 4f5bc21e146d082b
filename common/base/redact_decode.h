#ifndef REDACT_DECODE_H
#define REDACT_DECODE_H

#include <stdbool.h>
#include <stddef.h>

/* How many ways to write a character are known, each behind a mark of its own;
 * the number behind the last stands for all of them. */
#define DECODE_ENCODINGS 4
#define DECODE_ALL DECODE_ENCODINGS

/* The value of a hexadecimal digit, or -1. */
int decode_digit(unsigned char);

/* The encoded character that begins here: how many bytes it takes there, and
 * the n bytes (at most 4, and no more than there) that it is.  The encoding is
 * a row of the table; the one behind the last means any of them.  0: it is
 * none. */
size_t decode_character(const unsigned char *, size_t len, size_t encoding,
    unsigned char bytes[4], size_t *n);

/* Does a "=" at the end of a line join it with the next one? */
bool decode_is_quoted(size_t encoding);

/* So far is it to the next mark that an encoded character begins with, or to
 * the end. */
size_t decode_distance(const unsigned char *, size_t len, size_t encoding);

#endif
