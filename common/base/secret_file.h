#ifndef SECRET_FILE_H
#define SECRET_FILE_H

#include <stdbool.h>

#include "buf.h"
#include "error.h"

/* Opens a file that may hold a secret; "-": standard input.  *readable becomes
 * true if others may read the file.  Close the returned descriptor with
 * secret_file_close().  -1: error set, ERROR_USAGE, also if somebody but root
 * and the user of the plugin may write the file. */
int secret_file_open(const char *path, bool *readable, struct error *);

/* Closes the descriptor, but leaves standard input open. */
void secret_file_close(int fd);

/* Looks who may read and write the file of a private key, without opening it.
 * *readable and the errors are as in secret_file_open(); a file that does not
 * exist is no error here. */
int secret_file_check(const char *path, bool *readable, struct error *);

/* Appends the first line, without its end.  -1: error set, ERROR_USAGE: it
 * cannot be read, or the buf is too small. */
int secret_file_line(int fd, struct buf *, const char *path, struct error *);

/* Appends the whole file.  The error does not name the file. */
int secret_file_read(int fd, struct buf *, struct error *);

#endif
