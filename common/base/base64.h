#ifndef BASE64_H
#define BASE64_H

#include <stddef.h>

#include "buf.h"

/* Base64 of RFC 4648 section 4, strict: no blanks, no line ends, the padding
 * complete and its spare bits zero.  Both append. */
int base64_encode(struct buf *, const void *, size_t);

/* -1: not base64, or more than the buf may hold; then nothing is appended. */
int base64_decode(struct buf *, const char *, size_t);

#endif
