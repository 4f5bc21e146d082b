#ifndef TOKEN_CACHE_TEXT_H
#define TOKEN_CACHE_TEXT_H

#include "buf.h"
#include "error.h"
#include "token_entry.h"
#include "token_source_data.h"

/* The most bytes of a cache. */
#define TOKEN_CACHE_LIMIT ((size_t)32 * 1024)

/* Writes the entry as the text of a cache.  -1: error set. */
int token_cache_text_write(const struct token_source *,
    const struct token_entry *, struct buf *, struct error *);

/* Reads the text of a cache into an entry that is empty, and leaves out what
 * belongs to another source.  -1: error set: the text makes no sense. */
int token_cache_text_read(const struct token_source *, const struct buf *,
    struct token_entry *, struct error *);

#endif
