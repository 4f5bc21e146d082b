#ifndef MAILBOX_URL_H
#define MAILBOX_URL_H

#include <stdbool.h>

#include "error.h"
#include "mailbox.h"

/* The parts of "imaps://HOST[:PORT][/FOLDER]". */
struct mailbox_url {
	enum mailbox_protocol protocol;
	bool implicit_tls; /* imaps, pop3s */
	char *host;        /* without brackets */
	unsigned int port; /* the scheme's own if the URL has none */
	char *folder;      /* UTF-8, decoded; NULL: the URL has none */
};

/* Splits the text, and writes into it: the strings point there.  A user, a
 * password, a query and a fragment are refused, and so is a folder for POP3.
 * -1: error set, ERROR_USAGE; its text has nothing of the URL that could be a
 * password. */
int mailbox_url_parse(struct mailbox_url *, char *text, struct error *);

#endif
