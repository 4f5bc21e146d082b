#ifndef BODY_H
#define BODY_H

#include <stdbool.h>
#include <stddef.h>

#include "deadline.h"
#include "error.h"
#include "message.h"

/* What the user's --body-file is, as it goes into a message. */
struct body {
	size_t size;    /* octets, with CRLF */
	bool eight_bit; /* it has octets that are not ASCII */
};

/* Reads the file once, to see that it can be sent.  -1: error set,
 * ERROR_USAGE. */
int body_measure(struct body *, const char *path, struct error *);

/* Writes the file into the message.  -1: error set. */
int body_write(
    const char *path, struct message_writer *, struct deadline, struct error *);

#endif
