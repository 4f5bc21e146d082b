#ifndef TOKEN_REQUEST_H
#define TOKEN_REQUEST_H

#include "deadline.h"
#include "error.h"
#include "redact.h"
#include "token_answer.h"
#include "token_source_data.h"

/* Asks the endpoint for a token.  A new refresh token is written to its file
 * before this returns, or the next login would be lost.  Fill the answer with
 * token_answer_init() before, and free it.  -1: error set, as token_get()
 * says. */
int token_request(const struct token_source *, struct deadline, struct redact *,
    struct token_answer *, struct error *);

#endif
