#ifndef JSON_H
#define JSON_H

#include <stddef.h>

#include "buf.h"

/* Appends the value of a member of the outermost object (RFC 8259): a string
 * without its quotes and escapes, any other value as it is written.  -1: there
 * is no such member, the text is not JSON or is nested too deep, or the value
 * does not fit; then nothing is appended. */
int json_member(
    const char *text, size_t len, const char *name, struct buf *value);

#endif
