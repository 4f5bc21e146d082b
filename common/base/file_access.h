#ifndef FILE_ACCESS_H
#define FILE_ACCESS_H

#include <sys/types.h>

#include "error.h"

/* Bytes of a user's or group's name, with the NUL. */
#define FILE_ACCESS_NAME 64

/* Reports why the file or directory could not be opened, from errno.  If the
 * permission is missing, the text also has the user and the command that
 * repairs it.  Always returns -1: error set, ERROR_USAGE. */
int file_access_report(const char *path, struct error *);

/* Is the permission to read this file or directory missing?  Other faults, as
 * that it does not exist, are left to those who open it.  -1: error set,
 * ERROR_USAGE. */
int file_access_check(const char *path, struct error *);

/* Writes the name of a user; of one without a name, the number. */
void file_access_user(uid_t, char name[FILE_ACCESS_NAME]);

#endif
