#ifndef VALIDATE_MAILBOX_H
#define VALIDATE_MAILBOX_H

#include "error.h"
#include "options_given.h"

/* The part of options_validate() that is about the mailbox: completes its
 * target, TLS and login from those of the SMTP session, and makes the series.
 * Call it last.  -1: error set, ERROR_USAGE. */
int validate_mailbox(struct options *, struct error *);

#endif
