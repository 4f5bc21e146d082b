#ifndef JSON_WRITER_H
#define JSON_WRITER_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"

/* Writes one JSON text (RFC 8259) value by value, ASCII but for the letters of
 * strings.  Within an object each value has a name, within an array NULL. */
struct json_writer {
	struct buf *out; /* borrowed */
	bool more;       /* a value stands before the next one */
};

/* Opens an object '{' or an array '[', and closes it with '}' or ']'. */
void json_open(struct json_writer *, const char *name, char bracket);
void json_close(struct json_writer *, char bracket);

/* Any bytes: a character that text_printable() would not show, and | < > too,
 * is an escape; a byte that is no UTF-8 stands as \xHH in the text. */
void json_put_bytes(
    struct json_writer *, const char *name, const void *, size_t len);

/* The same for a string; NULL is null. */
void json_put_string(struct json_writer *, const char *name, const char *);
void json_put_decimal(
    struct json_writer *, const char *name, double, int decimals);
void json_put_bool(struct json_writer *, const char *name, bool);

/* Puts in what a writer wrote elsewhere, as it stands. */
void json_put_written(
    struct json_writer *, const char *name, const struct buf *);

#endif
