#ifndef MAILBOX_ANSWER_H
#define MAILBOX_ANSWER_H

#include "exchange.h"

/* How a server of either protocol answers a command. */
enum mailbox_answer {
	MAILBOX_FAILED = -1, /* error set; the session is broken */
	MAILBOX_OK,
	MAILBOX_NO,   /* IMAP: or BAD; the session has the server's words */
	MAILBOX_MORE, /* "+": the server waits for more of the command */
};

/* The same answer to AUTHENTICATE or AUTH. */
enum sasl_answer mailbox_answer_to_login(enum mailbox_answer);

#endif
