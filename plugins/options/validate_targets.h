#ifndef VALIDATE_TARGETS_H
#define VALIDATE_TARGETS_H

#include "error.h"
#include "options_given.h"

/* Checks --source, whose family becomes that of the check; after -4 and -6 have
 * been read, before HOST and -I are.  -1: error set, ERROR_USAGE. */
int validate_source(struct config *, struct error *);

/* Checks that the options fit to many targets: --mx, --all-addresses, --quorum.
 * -1: error set, ERROR_USAGE. */
int validate_targets(const struct options *, struct error *);

#endif
