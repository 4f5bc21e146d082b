#ifndef CREDENTIALS_H
#define CREDENTIALS_H

#include <stdbool.h>

#include "buf.h"
#include "error.h"

/* Bytes of a password or token. */
#define CREDENTIALS_LIMIT ((size_t)8 * 1024)

/* Each reads a secret into an empty buf, which must be BUF_SECRET; -1: error
 * set, ERROR_USAGE.  One line end behind it is cut off.  An empty secret and
 * one with a NUL, CR or LF in it are refused. */

/* From the argument list; overwrites it there. */
int credentials_argument(struct buf *, char *, struct error *);

/* The first line of a file, or of standard input ("-").  *readable becomes
 * whether others may read the file; one that others may write is refused. */
int credentials_file(
    struct buf *, const char *path, bool *readable, struct error *);

/* Opens a file that may hold a secret, or standard input ("-").  *readable
 * becomes whether others may read it; one that others may write is refused.
 * -1: error set, naming the path; else it must be closed with the other. */
int credentials_open(const char *path, bool *readable, struct error *);
void credentials_close(int fd);

/* From an environment variable; overwrites it and takes it out. */
int credentials_environment(struct buf *, const char *name, struct error *);

/* The first line of the credential of this name that systemd provides, in the
 * directory $CREDENTIALS_DIRECTORY. */
int credentials_systemd(struct buf *, const char *name, struct error *);

/* From now on the process leaves no core dump and shows its memory to nobody.
 */
void credentials_protect(void);

#endif
