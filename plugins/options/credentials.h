#ifndef CREDENTIALS_H
#define CREDENTIALS_H

#include <stdbool.h>

#include "buf.h"
#include "error.h"

/* The most bytes of a password or token. */
#define CREDENTIALS_LIMIT ((size_t)8 * 1024)

/* Each function reads a secret into an empty BUF_SECRET of the caller's, and
 * cuts off one line end.  -1: error set, ERROR_USAGE.  An empty secret, and a
 * secret with NUL, CR or LF inside, is an error. */

/* Takes the secret from the argument list, and overwrites it there. */
int credentials_argument(struct buf *, char *, struct error *);

/* Takes the first line of a file; "-": of standard input.  *readable and the
 * errors are as in secret_file_open(). */
int credentials_file(
    struct buf *, const char *path, bool *readable, struct error *);

/* Takes the secret from an environment variable, overwrites it there, and
 * unsets the variable.  option: its name, for the errors. */
int credentials_environment(
    struct buf *, const char *option, const char *name, struct error *);

/* Takes the first line of a systemd credential, which is a file of this name in
 * the directory $CREDENTIALS_DIRECTORY. */
int credentials_systemd(
    struct buf *, const char *option, const char *name, struct error *);

/* Protects the secrets: from now on the process leaves no core dump, and no
 * other process of the user may read its memory. */
void credentials_protect(void);

#endif
