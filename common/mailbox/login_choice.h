#ifndef LOGIN_CHOICE_H
#define LOGIN_CHOICE_H

#include "error.h"
#include "redact.h"
#include "sasl.h"

/* What a server lets a client log in with. */
struct login_offer {
	const char *mechanisms;     /* with blanks between them */
	const char *command;        /* that takes user and password */
	const char *disabled;       /* why it may not be used, or NULL */
	const char *const *aliases; /* names in wanted that mean the command;
				     * a NULL ends them */
};

/* Chooses a mechanism, or the command if no SASL mechanism is common.  0: it is
 * in *mechanism, NULL for the command; the context knows whether the server
 * offers to bind the login.  -1: error set.  For wanted and the kinds of error
 * see mailbox_login(). */
int login_choose(const struct login_offer *, const char *wanted,
    struct sasl_context *, const struct redact *,
    const struct sasl_mechanism **mechanism, struct error *);

#endif
