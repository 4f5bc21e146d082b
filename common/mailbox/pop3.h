#ifndef POP3_H
#define POP3_H

#include "mailbox_ops.h"

/* A session of POP3 (RFC 1939, 2449, 2595 and 5034). */
struct mailbox *pop3_new(struct stream *);

#endif
