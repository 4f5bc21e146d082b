#ifndef TOKEN_ANSWER_H
#define TOKEN_ANSWER_H

#include "buf.h"
#include "error.h"
#include "redact.h"
#include "web_exchange.h"

/* What a token endpoint gives (RFC 6749 5.1). */
struct token_answer {
	struct buf secret;        /* the access token */
	struct buf refresh_token; /* a new one, or empty */
	double life;              /* seconds; below zero: it does not say */
	struct buf uri;           /* that explains a refusal (5.2), or empty */
};

void token_answer_init(struct token_answer *);
void token_answer_free(struct token_answer *);

/* Reads and judges the answer; now is our clock, in seconds since 1970.  The
 * redact learns the tokens in it, those in a refusal, too.  -1: error set, as
 * token_get() says. */
int token_answer_read(const struct web_answer *, int64_t now, struct redact *,
    struct token_answer *, struct error *);

#endif
