#ifndef MAILBOX_SESSION_H
#define MAILBOX_SESSION_H

#include "deadline.h"
#include "error.h"
#include "session.h"

/* The session with the server of the mailbox, which a session with an SMTP
 * server has beside it. */

/* Makes it, unless that is done. */
void mailbox_session_make(struct session *);

/* Makes it, and reads the files that it needs.  Only the first session of a
 * check does that.  -1: error set, ERROR_USAGE. */
int mailbox_session_prepare(struct session *, struct error *);

/* Connects, starts TLS, judges the certificate, logs in and opens the folder.
 * -1: error set; its text begins with the step.  What the steps tell is
 * appended to note; NULL: nobody wants to know. */
int mailbox_session_open(
    struct session *, struct buf *note, struct deadline, struct error *);

/* Ends it in order: a POP3 server removes messages only now.  -1: error set.
 */
int mailbox_session_close(struct session *, struct deadline, struct error *);

/* Drops the connection.  Then it may be opened again. */
void mailbox_session_drop(struct session *);

/* Frees all that mailbox_session_prepare() has made; if it was not called,
 * nothing. */
void mailbox_session_free(struct session *);

#endif
