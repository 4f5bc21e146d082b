#ifndef TOKEN_ASSERTION_H
#define TOKEN_ASSERTION_H

#include "buf.h"
#include "error.h"
#include "redact.h"
#include "token_source_data.h"

/* Each appends a signed JSON Web Token (RFC 7523), which the redact learns.
 * -1: error set, ERROR_USAGE.
 *
 * The client proves who it is (2.2).  The header has the digests of the
 * certificate, by which Microsoft finds it. */
int token_assertion_of_client(
    const struct token_source *, struct redact *, struct buf *, struct error *);

/* A service account asks for a token (2.1), as Google wants it. */
int token_assertion_of_account(
    const struct token_source *, struct redact *, struct buf *, struct error *);

#endif
