#ifndef POP3_FIND_H
#define POP3_FIND_H

#include "pop3_client.h"

/* See mailbox_find() and mailbox_remove(). */
int pop3_find(struct mailbox *, const struct mailbox_search *, struct deadline,
    struct error *);
enum mailbox_removal pop3_remove(struct mailbox *,
    const struct mailbox_message *, const struct mailbox_search *,
    struct deadline, struct error *);

#endif
