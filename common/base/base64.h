#ifndef BASE64_H
#define BASE64_H

#include <stddef.h>

#include "buf.h"

/* Base64 of RFC 4648 section 4, without blanks and line ends.  Both functions
 * append.  -1: the buf may not hold so much; then nothing is appended. */
int base64_encode(struct buf *, const void *, size_t);

/* The same with other characters for the numbers 0 to 63. */
int base64_encode_as(
    struct buf *, const void *, size_t, const char alphabet[64]);

/* Wants complete padding, whose spare bits are zero.  -1: also when the text is
 * not base64. */
int base64_decode(struct buf *, const char *, size_t);

/* The same for the alphabet of section 5, without padding. */
int base64url_encode(struct buf *, const void *, size_t);
int base64url_decode(struct buf *, const char *, size_t);

#endif
