#ifndef EXPLAIN_LOGIN_H
#define EXPLAIN_LOGIN_H

#include "explain_sheet.h"

/* How the answer of the login is made in a shell. */
void explain_login_secret(struct sheet *);

/* The login's part of the session. */
void explain_login(struct sheet *);

#endif
