#ifndef OPTION_MAILBOX_H
#define OPTION_MAILBOX_H

#include "error.h"
#include "options_given.h"

/* Each function parses the value of one option about the mailbox, and puts it
 * into options->config.  -1: error set, ERROR_USAGE. */
int option_mailbox(struct options *, char *, struct error *);
int option_mailbox_verify_name(struct options *, char *, struct error *);
int option_round_trip(struct options *, char *, struct error *);
int option_arrived_within(struct options *, char *, struct error *);
int option_series(struct options *, char *, struct error *);
int option_junk(struct options *, char *, struct error *);
int option_arrived_header(struct options *, char *, struct error *);

#endif
