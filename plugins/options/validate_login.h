#ifndef VALIDATE_LOGIN_H
#define VALIDATE_LOGIN_H

#include "error.h"
#include "options_given.h"

/* The part of options_validate() that is about the login: decides whether the
 * session logs in, and checks that user, password and certificate suffice for
 * each mechanism of -A.  -1: error set, ERROR_USAGE. */
int validate_login(struct options *, struct error *);

#endif
