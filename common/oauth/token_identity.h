#ifndef TOKEN_IDENTITY_H
#define TOKEN_IDENTITY_H

#include "buf.h"
#include "error.h"
#include "token_source_data.h"

/* Appends, in hexadecimal, what tells this source from others: a token or a
 * refusal of another identity is none of ours.  refresh_token is NULL for a
 * token, which outlives that one.  Who knows the identity does not know the
 * secrets: only 16 bits of them are in it.  -1: error set, ERROR_USAGE. */
int token_identity(const struct token_source *, const struct buf *refresh_token,
    struct buf *, struct error *);

/* Appends 32 hexadecimal digits that tell this text from others. */
int token_identity_of_text(const char *, struct buf *, struct error *);

#endif
