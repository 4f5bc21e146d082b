#ifndef SHORTAGE_H
#define SHORTAGE_H

#include <stdbool.h>

#include "error.h"

/* What this host lacks: descriptors or memory.  Such a failure says nothing of
 * the server or of a name, so it is ERROR_USAGE wherever it is met. */

/* Does this errno tell of it? */
bool shortage_is(int number);

/* Sets the error for a system call that has just failed, from errno: of this
 * kind, but ERROR_USAGE if it is a shortage.  Returns -1. */
int shortage_or(struct error *, enum error_kind, const char *call);

/* A library has failed, and does not tell why; number is errno as the library
 * left it.  Returns the errno of the shortage that explains it; 0: there is
 * none.  It opens a few descriptors to see whether there are any. */
int shortage_behind(int number);

#endif
