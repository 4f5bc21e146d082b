#ifndef IMAP_FIND_H
#define IMAP_FIND_H

#include "imap_client.h"

/* See mailbox_find() and mailbox_remove(). */
int imap_find(struct mailbox *, const struct mailbox_search *, struct deadline,
    struct error *);
enum mailbox_removal imap_remove(struct mailbox *,
    const struct mailbox_message *, const struct mailbox_search *,
    struct deadline, struct error *);

#endif
