#ifndef JSON_H
#define JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"

/* Appends the value of a member of the outermost object (RFC 8259): a string
 * without its quotes and escapes, any other value as it is written.  -1: there
 * is no such member, the text is not JSON or is nested too deep, or the value
 * does not fit; then nothing is appended. */
int json_member(
    const char *text, size_t len, const char *name, struct buf *value);

/* The same, but the value must be a string. */
int json_string(
    const char *text, size_t len, const char *name, struct buf *value);

/* Is the text one whole object, with nothing behind it? */
bool json_is_object(const char *text, size_t len);

#endif
