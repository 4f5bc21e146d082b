#ifndef TOKEN_H
#define TOKEN_H

#include <stdbool.h>

#include "buf.h"
#include "deadline.h"
#include "error.h"
#include "redact.h"
#include "token_entry.h"
#include "token_source.h"

/* Characters of a note, with the NUL; it is printable. */
#define TOKEN_NOTE_SIZE 600

/* An access token. */
struct token {
	struct buf secret; /* empty: there is none */
	double hours_left; /* until it expires */
	bool asked;        /* the endpoint was asked: that took time */
	bool cached;       /* an earlier check got it: if the mail server
			    * refuses it, a new one may be accepted */
	char note[TOKEN_NOTE_SIZE]; /* for the long output, or "" */
};

/* How long it lives is not known yet, and it is empty. */
/* clang-format off */
#define TOKEN_INIT { .secret = BUF_SECRET(TOKEN_LIMIT) }
/* clang-format on */

/* Gets a token: from memory, from the cache, or from the endpoint.  The source
 * remembers it, so that further sessions of a check ask nobody; threads may
 * call this at the same time.  refused is a token that the mail server has
 * refused, or NULL: that one is dropped first.  The redact learns
 * each secret before it is sent, and each that is received.
 * -1: error set.  ERROR_RETRY: the endpoint answers 408, 429 or 5xx, or says
 * that it is busy.  ERROR_REJECTED: any other refusal.  With both, error.code
 * is the HTTP status, or 0, and error.said has the words of the answer, in it
 * the error code and AADSTS numbers.  ERROR_PROTOCOL: the answer makes no
 * sense.  ERROR_USAGE: a file is at fault.  ERROR_TIMEOUT: also for another
 * check that has the cache locked.  Other kinds are those of web_request().
 * The note and asked are set in this case, too. */
int token_get(struct token_source *, const struct buf *refused, struct deadline,
    struct redact *, struct token *, struct error *);
void token_free(struct token *);

#endif
