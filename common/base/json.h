#ifndef JSON_H
#define JSON_H

#include <stddef.h>

#include "buf.h"

/* Appends the value of a member of the outermost object (RFC 8259): a string
 * without its quotes and escapes, anything else as it stands.  -1: there is no
 * such member, or this is not JSON, or it nests deeper than any sane text, or
 * does not fit; then nothing is appended. */
int json_member(
    const char *text, size_t len, const char *name, struct buf *value);

#endif
