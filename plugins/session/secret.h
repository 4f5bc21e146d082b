#ifndef SECRET_H
#define SECRET_H

#include <stdbool.h>

#include "config.h"
#include "deadline.h"
#include "error.h"
#include "redact.h"
#include "token.h"

/* Who hides a secret. */
struct secret_keeper {
	const struct redact *hides; /* all that is secret so far */
	struct redact *learns;      /* what is fetched; not used by another
				     * thread at the same time */
};

/* Fetches the secret of a source for which secret_is_fetched() is true, with a
 * note, into a token that is TOKEN_INIT.  refused is a token that the server
 * has refused, or NULL: see token_get().  -1: error set; its code is 0, as an
 * HTTP status is no reply code. */
int secret_fetch(const struct secret_source *, const struct buf *refused,
    struct deadline, const struct secret_keeper *, struct token *,
    struct error *);

/* How many hours the token lives.  false: it does not say. */
bool secret_hours(
    const struct secret_source *, const struct token *, double *hours);

#endif
