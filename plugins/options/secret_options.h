#ifndef SECRET_OPTIONS_H
#define SECRET_OPTIONS_H

#include <stdbool.h>

#include "config.h"
#include "error.h"
#include "options_given.h"

/* Where a secret and what is known about it go; members of the config.  The
 * names of its options are for errors and for --explain. */
struct secret_place {
	struct buf *secret;           /* an empty BUF_SECRET */
	struct secret_source *source; /* all zero */
	bool *readable;               /* others may read its file */
	const char *whose;            /* "", " of the mailbox" */
	const char *input;            /* "--password-file -" */
	const char *file, *environment, *credential, *command;
};

/* Is any source given? */
bool secret_options_given(const struct secret_given *);

/* Reads a secret from the one source that is given, and hides it in all output.
 * What a stage has to fetch (see secret_is_fetched()) is only noted; the file
 * of --oauth is read here.  The strings are borrowed.  -1: error set,
 * ERROR_USAGE. */
int secret_options_read(const struct secret_given *,
    const struct secret_place *, struct config *, struct error *);

#endif
