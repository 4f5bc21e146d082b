#ifndef IMAP_H
#define IMAP_H

#include "mailbox_ops.h"

/* A session of IMAP4rev1 (RFC 3501) or IMAP4rev2 (RFC 9051). */
struct mailbox *imap_new(struct stream *, struct transcript *, struct redact *);

#endif
