#ifndef JSON_WRITER_H
#define JSON_WRITER_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"

/* Writes one JSON text (RFC 8259) value by value, in UTF-8.  Within an object
 * each value has a name; within an array the name is NULL. */
struct json_writer {
	struct buf *out; /* borrowed */
	bool more;       /* a value precedes the next one: it needs a comma */
};

/* Opens an object '{' or an array '[', and closes it with '}' or ']'. */
void json_open(struct json_writer *, const char *name, char bracket);
void json_close(struct json_writer *, char bracket);

/* Writes any bytes as a string.  | < > and each character that text_printable()
 * does not show become an escape; a byte that is not UTF-8 becomes \xHH. */
void json_put_bytes(
    struct json_writer *, const char *name, const void *, size_t len);

/* The same for a string; NULL becomes null. */
void json_put_string(struct json_writer *, const char *name, const char *);

void json_put_decimal(
    struct json_writer *, const char *name, double, int decimals);
void json_put_bool(struct json_writer *, const char *name, bool);

/* Inserts text that another writer has written, unchanged. */
void json_put_written(
    struct json_writer *, const char *name, const struct buf *);

#endif
