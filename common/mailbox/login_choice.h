#ifndef LOGIN_CHOICE_H
#define LOGIN_CHOICE_H

#include <stdbool.h>

#include "error.h"
#include "redact.h"
#include "sasl.h"

/* What a server lets a client log in with. */
struct login_offer {
	const char *mechanisms; /* with blanks between them */
	const char *command;    /* that takes user and password */
	const char *disabled;   /* why it may not be used, or NULL */
};

/* Chooses a mechanism, or the command if no SASL mechanism is common.  0: it is
 * in *mechanism, NULL for the command; the context knows whether the server
 * offers to bind the login.  -1: error set.  For wanted and the kinds of error
 * see mailbox_login(). */
int login_choose(const struct login_offer *, const char *wanted,
    struct sasl_context *, const struct redact *,
    const struct sasl_mechanism **mechanism, struct error *);

/* Was a mechanism that this check has chosen refused for its binding alone? The
 * login may then be tried without it.  Cyrus IMAP 3.6 offers to bind in
 * TLS 1.3, but to what only TLS 1.2 has (RFC 9266 3); what it says is Cyrus
 * SASL's phrase for an exchange that fails before the password is looked at. */
bool login_refused_binding(
    const char *wanted, const struct sasl_mechanism *, const struct error *);

#endif
