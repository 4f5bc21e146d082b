#ifndef TOKEN_STORE_H
#define TOKEN_STORE_H

#include <sys/types.h>

#include "buf.h"
#include "deadline.h"
#include "error.h"

/* Opens a file and locks it for this process.  As files are replaced, it is
 * made sure that the locked one is still that of the path.  Close the returned
 * descriptor to unlock it.  -1: error set: ERROR_TIMEOUT: another process has
 * it locked; else ERROR_USAGE. */
int token_store_lock(
    const char *path, int flags, struct deadline, struct error *);

/* Who owns a file, and its permissions. */
struct token_store_rights {
	uid_t user;
	gid_t group;
	mode_t mode;
};

/* Could the file be replaced, or at least be written?  -1: error set,
 * ERROR_USAGE, from the directory. */
int token_store_check(const char *path, struct error *);

/* Replaces the file by one with these bytes, at once and for good: who reads it
 * sees the old one or the new one, even after a crash.  What cannot be kept of
 * the rights is not given to others.  Nobody else may do so at the same time:
 * hold the lock.  -1: error set, ERROR_USAGE; nothing has changed. */
int token_store_replace(const char *path, const struct buf *,
    const struct token_store_rights *, struct error *);

/* Waits a little while. */
void token_store_pause(void);

/* Writes into the open file itself, for want of anything better: it needs no
 * new file, but a power cut leaves half of it.  -1: it cannot. */
int token_store_overwrite(int fd, const struct buf *);

#endif
