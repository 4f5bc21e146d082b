#ifndef OPTIONS_VALIDATE_H
#define OPTIONS_VALIDATE_H

#include "error.h"
#include "options_given.h"

/* Completes options->config when the whole command line is read, and checks
 * that the options fit together.  Needs the password in the config.
 * -1: error set, ERROR_USAGE. */
int options_validate(struct options *, struct error *);

#endif
