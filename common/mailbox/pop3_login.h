#ifndef POP3_LOGIN_H
#define POP3_LOGIN_H

#include "pop3_client.h"

/* See mailbox_login(). */
int pop3_login(struct mailbox *, const struct sasl_context *,
    const char *wanted, struct deadline, struct error *);

#endif
