#ifndef OPTIONS_VALIDATE_H
#define OPTIONS_VALIDATE_H

#include "error.h"
#include "options_given.h"

/* Fills in what follows from the whole command line, and refuses what
 * contradicts itself.  -1: error set, ERROR_USAGE. */
int options_validate(struct options *, struct error *);

#endif
