#ifndef JWT_H
#define JWT_H

#include <stdbool.h>
#include <stdint.h>

#include "buf.h"

/* Appends a claim of a JSON Web Token (RFC 7519), as json_member() does.  -1:
 * it has no such claim, or it is no JSON Web Token.  Its signature is not
 * checked, so a claim is good for words, and for nothing else. */
int jwt_claim(const struct buf *token, const char *name, struct buf *value);

/* When does this token expire, in seconds since 1970?  false: it does not say.
 */
bool jwt_expiry(const struct buf *token, int64_t *expiry);

#endif
