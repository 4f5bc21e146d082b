#ifndef OAUTH_H
#define OAUTH_H

#include <stdbool.h>
#include <stdint.h>

#include "buf.h"

/* When does this token expire, in seconds since 1970?  false: the token does
 * not say, or it is not a JSON Web Token (RFC 7519).  Its signature is not
 * checked. */
bool oauth_token_expiry(const struct buf *token, int64_t *expiry);

#endif
