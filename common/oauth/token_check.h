#ifndef TOKEN_CHECK_H
#define TOKEN_CHECK_H

#include <stdbool.h>

#include "error.h"
#include "token_source_data.h"

/* Looks whether the values make sense together, and sets what follows from
 * them; no file is opened.  -1: error set, ERROR_USAGE, with line and key. */
int token_check(struct token_source *, struct error *);

/* Is this an https:// address with a host, without a user and without a
 * fragment? */
bool token_check_url(const char *);

#endif
