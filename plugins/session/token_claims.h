#ifndef TOKEN_CLAIMS_H
#define TOKEN_CLAIMS_H

#include "buf.h"
#include "error.h"

/* What an access token that is a JWT (RFC 7519) says of itself.  That is good
 * for the words about a login that was refused, and for nothing else. */

/* Appends "expired 0.3 h ago, is for https://outlook.office365.com, roles
 * ["SMTP.SendAsApp"], tenant 1234", as far as it is known and there is room. */
void token_claims_put(const struct buf *token, struct buf *);

/* Adds to what the server said the words that hints look for: "token expired",
 * "token aud X", "token lacks SMTP", "token of a user".  Nothing if there is no
 * error, or the token (which may be NULL) says nothing. */
void token_claims_say(const struct buf *token, struct error *);

#endif
