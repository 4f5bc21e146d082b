#ifndef TOKEN_CACHE_H
#define TOKEN_CACHE_H

#include <stdbool.h>

#include "buf.h"
#include "deadline.h"
#include "error.h"
#include "token_entry.h"
#include "token_source_data.h"

/* The directory of the caches that nobody names. */
#define TOKEN_CACHE_FOLDER "/var/lib/check_smtp_auth"

/* A file of ours that keeps an entry between checks. */
struct token_cache {
	struct buf path; /* empty: there is no cache */
	bool named;      /* by the ini file */
	int locked;      /* a descriptor, or -1 */
};

/* Decides where the cache is.  The note says why there is none.  -1: error
 * set, ERROR_USAGE. */
int token_cache_open(struct token_cache *, const struct token_source *,
    struct buf *note, struct error *);

/* Unlocks it. */
void token_cache_close(struct token_cache *);

/* Reads what it knows of this source.  It needs no lock, since the file is
 * always whole.  If its content makes no sense, or others could have read or
 * written it, that is ignored, and the note says so.  If it is not a file of
 * ours (a link, or of another user), there is no cache, or the named one is an
 * error.  -1: error set, ERROR_USAGE. */
int token_cache_read(struct token_cache *, const struct token_source *,
    struct token_entry *, struct buf *note, struct error *);

/* Locks it, so that one check asks the endpoint and the others wait. */
int token_cache_lock(struct token_cache *, struct deadline, struct error *);

/* Replaces it by this entry; hold the lock.  -1: error set. */
int token_cache_write(const struct token_cache *, const struct token_source *,
    const struct token_entry *, struct error *);

#endif
