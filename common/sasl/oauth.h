#ifndef OAUTH_H
#define OAUTH_H

#include <stdbool.h>
#include <stdint.h>

#include "buf.h"

/* When does this token expire (seconds since 1970)?  false: it is no JSON Web
 * Token (RFC 7519), or it does not say.  Its signature is not looked at. */
bool oauth_token_expiry(const struct buf *token, int64_t *expiry);

#endif
