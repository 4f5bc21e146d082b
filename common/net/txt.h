#ifndef TXT_H
#define TXT_H

#include <stddef.h>

#include "buf.h"
#include "deadline.h"
#include "error.h"

/* The TXT records of a name that begin with a word, as the records of policies
 * do ("v=STSv1"); other records may stand beside them. */
struct txt {
	size_t count;    /* of these records */
	struct buf text; /* of the first of them, its strings joined */
};

/* Bytes of the text of one record. */
#define TXT_LIMIT ((size_t)4096)

/* Reads an answer of the resolver.  No such name and no such record are no
 * failure.  -1: error set, ERROR_RETRY: the resolver fails.  Call txt_free() in
 * both cases. */
int txt_read(struct txt *, const char *name, const char *word,
    const void *bytes, size_t len, struct error *);

/* Asks the system's resolver, in a helper thread; then like txt_read(). */
int txt_lookup(struct txt *, const char *name, const char *word,
    struct deadline, struct error *);

void txt_free(struct txt *);

#endif
