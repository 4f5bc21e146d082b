#ifndef VALIDATE_LOGIN_H
#define VALIDATE_LOGIN_H

#include "error.h"
#include "options_given.h"

/* A login, and what the errors call its options. */
struct login_terms {
	const struct config_login *login;
	const struct config_tls *tls;
	const char *what;       /* "AUTH": what needs a user and a password */
	const char *mechanisms; /* "-A" */
	const char *user;       /* "-U USER" */
	const char *password;   /* "--password-file or -P" */
	const char *command;    /* may stand among the mechanisms; NULL: none */
};

/* Checks that user, password and certificate suffice for each mechanism of the
 * list; "auto" becomes NULL.  -1: error set, ERROR_USAGE. */
int validate_login_terms(
    const struct login_terms *, const char **mechanisms, struct error *);

/* The part of options_validate() that is about the login: decides whether the
 * session logs in, and checks that user, password and certificate suffice for
 * each mechanism of -A.  -1: error set, ERROR_USAGE. */
int validate_login(struct options *, struct error *);

#endif
