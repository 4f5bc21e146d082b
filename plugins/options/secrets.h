#ifndef SECRETS_H
#define SECRETS_H

#include <stdbool.h>

#include "error.h"
#include "options_given.h"

/* Does the user name any source of this secret? */
bool secret_is_given(const struct given_secret *);

/* Reads the secrets from the sources that the options name: that of the login,
 * and that of the mailbox.  From then on no output shows them.
 * -1: error set, ERROR_USAGE, also if one secret has two sources. */
int secrets_read(struct options *, struct error *);

#endif
