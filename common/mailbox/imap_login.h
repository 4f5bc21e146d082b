#ifndef IMAP_LOGIN_H
#define IMAP_LOGIN_H

#include "imap_client.h"

/* See mailbox_login(). */
int imap_login(struct mailbox *, const struct sasl_context *,
    const char *wanted, struct deadline, struct error *);

/* Asks for the capabilities, unless they came since is_told was false. */
int imap_ask_capabilities(struct imap *, struct deadline, struct error *);

#endif
