#ifndef HEADER_H
#define HEADER_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"

/* Bytes of an unfolded field; the rest of it is left out. */
#define HEADER_FIELD_LIMIT ((size_t)16 * 1024)

/* The next field of a header section (RFC 5322 2.2), unfolded: "Name: value"
 * without line ends; *at starts at 0.  The lines end in CRLF or LF; the section
 * ends with the text or an empty line.  Lines that are no field are left out.
 * field is emptied first; its limit should be HEADER_FIELD_LIMIT.  false: there
 * are no more. */
bool header_next(const struct buf *section, size_t *at, struct buf *field);

/* The value of the next field of this name, in any case, without blanks at
 * both ends.  Else as header_next(). */
bool header_find(
    const struct buf *section, const char *name, size_t *at, struct buf *value);

#endif
