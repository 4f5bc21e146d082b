#ifndef TOKEN_FORM_H
#define TOKEN_FORM_H

#include <stdbool.h>

#include "buf.h"
#include "deadline.h"
#include "error.h"
#include "redact.h"
#include "token_source_data.h"

/* Appends the text as application/x-www-form-urlencoded wants it. */
void token_form_encode(struct buf *, const char *, size_t len);

/* Appends "name=value", and a "&" before it if the form is not empty. */
void token_form_put(struct buf *, const char *name, const struct buf *value);

/* Is this a field that token_form_fill() sets? */
bool token_form_owns(const char *name);

/* Fills the form of a request for a token; refresh_token is for that grant.
 * The redact learns what is signed.  -1: error set, ERROR_USAGE. */
int token_form_fill(const struct token_source *,
    const struct buf *refresh_token, struct redact *, struct buf *form,
    struct error *);

#endif
