#ifndef VALIDATE_FILES_H
#define VALIDATE_FILES_H

#include "config.h"
#include "error.h"

/* Is the permission to read a file missing, and is the private key safe?  With
 * a client certificate the process leaves no core dump.  -1: error set,
 * ERROR_USAGE. */
int validate_files(struct config *, struct error *);

#endif
