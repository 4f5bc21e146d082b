#ifndef TOKEN_FILES_H
#define TOKEN_FILES_H

#include <stdbool.h>

#include "buf.h"
#include "error.h"
#include "token_source_data.h"

/* Reads the files that the ini file names.  *readable becomes true if others
 * may read a secret.  -1: error set, ERROR_USAGE, with line and key. */
int token_files_read(struct token_source *, bool *readable, struct error *);

/* Reads the refresh token, which another check may have replaced meanwhile. */
int token_files_refresh_token(
    const struct token_source *, struct buf *, struct error *);

#endif
