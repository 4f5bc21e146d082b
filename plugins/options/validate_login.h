#ifndef VALIDATE_LOGIN_H
#define VALIDATE_LOGIN_H

#include "error.h"
#include "options_given.h"

/* The login's part of options_validate().  -1: error set, ERROR_USAGE. */
int validate_login(struct options *, struct error *);

#endif
