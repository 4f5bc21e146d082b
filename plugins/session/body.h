#ifndef BODY_H
#define BODY_H

#include <stdbool.h>
#include <stddef.h>

#include "deadline.h"
#include "error.h"
#include "message.h"

/* The properties of the user's --body-file, which MAIL needs to know before the
 * file is sent. */
struct body {
	size_t size;    /* octets on the wire, with CRLF line ends */
	bool eight_bit; /* some octets are not ASCII (RFC 6152) */
};

/* Reads the file once, fills the struct, and checks that the file can be sent.
 * -1: error set, ERROR_USAGE. */
int body_measure(struct body *, const char *path, struct error *);

/* Copies the file into the message, without the final dot.  -1: error set;
 * ERROR_USAGE if reading the file fails. */
int body_write(
    const char *path, struct message_writer *, struct deadline, struct error *);

#endif
