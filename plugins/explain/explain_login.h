#ifndef EXPLAIN_LOGIN_H
#define EXPLAIN_LOGIN_H

#include "explain_sheet.h"

/* Writes the shell commands that make the response to AUTH, with the password
 * in it.  They come before the session. */
void explain_login_secret(struct sheet *);

/* Writes what to type into the session for AUTH, and the answers to expect. */
void explain_login(struct sheet *);

#endif
