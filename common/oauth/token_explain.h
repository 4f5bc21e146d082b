#ifndef TOKEN_EXPLAIN_H
#define TOKEN_EXPLAIN_H

#include "buf.h"
#include "token.h"

/* Appends the request by hand, for --explain: lines for a POSIX shell with a
 * LF each.  Secrets are read from their files, and do not stand in the list of
 * processes. */
void token_source_explain(const struct token_source *, struct buf *);

#endif
