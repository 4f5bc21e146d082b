#ifndef BODY_H
#define BODY_H

#include "config.h"
#include "deadline.h"
#include "error.h"
#include "message.h"

/* Reads the user's --body-file once to see that it can be sent, and notes its
 * size and whether it is ASCII.  -1: error set, ERROR_USAGE. */
int body_measure(struct config *, struct error *);

/* Writes it into the message.  -1: error set. */
int body_write(const struct config *, struct message_writer *, struct deadline,
    struct error *);

#endif
