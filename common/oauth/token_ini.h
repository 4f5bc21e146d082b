#ifndef TOKEN_INI_H
#define TOKEN_INI_H

#include "buf.h"
#include "error.h"
#include "token_source_data.h"

/* Reads the keys and their values from the section [oauth].  -1: error set,
 * ERROR_USAGE: the grammar, an unknown key, a key that comes twice. */
int token_ini_read(
    struct token_source *, const struct buf *text, struct error *);

#endif
