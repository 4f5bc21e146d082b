#ifndef EXPLAIN_MAILBOX_H
#define EXPLAIN_MAILBOX_H

#include "explain_sheet.h"

/* Writes how to open the mailbox of --mailbox by hand, and what to type there.
 */
void explain_mailbox(struct sheet *);

/* Writes how to find the message there, and to leave. */
void explain_delivery(struct sheet *);

/* Appends a command line that opens the mailbox, and in a comment what comes
 * then.  The config is that of the session with the mailbox. */
void explain_mailbox_failure(const struct config *, struct buf *);

#endif
