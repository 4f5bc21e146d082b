#ifndef MAILBOX_H
#define MAILBOX_H

#include <stdbool.h>

#include "deadline.h"
#include "error.h"
#include "mailbox_message.h"
#include "redact.h"
#include "sasl.h"
#include "stream.h"
#include "transcript.h"

/* One session with a server that keeps mail: IMAP4 (RFC 3501 and 9051) or POP3
 * (RFC 1939).  The functions are called in this order:
 *
 *	mailbox_new
 *	mailbox_greet
 *	mailbox_starttls, TLS by the caller, mailbox_resume    (or neither)
 *	mailbox_login
 *	mailbox_open
 *	mailbox_find, mailbox_wait, mailbox_find ...
 *	mailbox_remove ...
 *	mailbox_close
 *	mailbox_free                                 (at any time, after all)
 *
 * Each function that talks returns -1 with the error set when it fails.  The
 * text of that error begins with the step: "login: NO [AUTHENTICATIONFAILED]
 * no".  Its kind is ERROR_REJECTED if the server says no; ERROR_RETRY if the
 * server says that this may pass ([UNAVAILABLE], [INUSE], [IN-USE],
 * [LOGIN-DELAY], [SYS/TEMP] and the like); ERROR_PROTOCOL, ERROR_CLOSED,
 * ERROR_TIMEOUT, ERROR_UNSUPPORTED and ERROR_USAGE as everywhere.  After a
 * failure only mailbox_close() and mailbox_free() may be called; but a failed
 * mailbox_remove() leaves the session as it was where it can. */
struct mailbox;

enum mailbox_protocol {
	MAILBOX_IMAP,
	MAILBOX_POP3,
};

/* Borrows all.  The stream is as the server's protocol wants it: TLS already
 * runs on ports 993 and 995.  The transcript may be NULL.  The redact learns
 * what is computed from the password. */
struct mailbox *mailbox_new(enum mailbox_protocol, struct stream *,
    struct transcript *, struct redact *);
void mailbox_free(struct mailbox *); /* NULL is nothing; not the stream */

/* Steps "greeting" and "capabilities". */
int mailbox_greet(struct mailbox *, struct deadline, struct error *);

/* Does the server offer STARTTLS, or STLS?  Known after mailbox_greet(). */
bool mailbox_offers_tls(const struct mailbox *);

/* Step "STARTTLS" (or "STLS").  0: the server waits for the handshake and has
 * sent nothing behind its answer; the caller starts TLS on the stream and calls
 * mailbox_resume().  ERROR_UNSUPPORTED: it is not offered; ERROR_PROTOCOL: also
 * if the server has logged us in already, so that it is too late for TLS (RFC
 * 9051 7.1.4). */
int mailbox_starttls(struct mailbox *, struct deadline, struct error *);

/* Goes on over this stream, forgets what was learnt before TLS and asks for the
 * capabilities again. */
int mailbox_resume(
    struct mailbox *, struct stream *, struct deadline, struct error *);

/* Step "login".  wanted has the names of mechanisms with commas between them;
 * NULL: the strongest one that is offered, and if no SASL mechanism is common
 * the command LOGIN of IMAP, or USER and PASS of POP3.  That command is also
 * used if wanted has LOGIN and no wanted mechanism is offered.  context->secure
 * is false where a password may not be sent in clear: then it is not
 * (ERROR_USAGE), nor is a server believed that has logged us in already.  What
 * the server offers and what is hidden need not be in the context. */
int mailbox_login(struct mailbox *, const struct sasl_context *,
    const char *wanted, struct deadline, struct error *);

/* How mailbox_login() logged in: "SCRAM-SHA-256", "the command LOGIN", "USER
 * and PASS", "PREAUTH".  NULL: not yet. */
const char *mailbox_method(const struct mailbox *);

/* Step "folder".  The names are UTF-8; folder is "INBOX" where the user names
 * none.  junk is looked into as well; NULL: the folder that the server marks as
 * \Junk (RFC 6154), if it does.  With POP3 both are ignored. */
int mailbox_open(struct mailbox *, const char *folder, const char *junk,
    struct deadline, struct error *);

/* The junk folder that is looked into, in UTF-8; NULL: there is none. */
const char *mailbox_junk(const struct mailbox *);

/* Steps "search" and "fetch".  Calls is_ours(), which may not use the mailbox,
 * for each candidate, oldest first in each folder, at most MAILBOX_MESSAGES of
 * what a search finds and of the newest.  The first call searches; where the
 * server does not search, or no candidate is ours, it also looks at the newest
 * messages of the folder.  The second call looks at the newest messages, for a
 * search may not know all; each later call at those that have arrived since. No
 * message is given twice.  With POP3, where a session shows what was there when
 * it began, each call looks at the newest messages. Returns how many were ours,
 * or -1. */
int mailbox_find(struct mailbox *, const struct mailbox_search *,
    struct deadline, struct error *);

/* Step "wait": waits until the server tells of news (IDLE), but not longer than
 * until the first deadline, nor than a second; what that takes to end has the
 * second one.  1: look again with mailbox_find().  0: look again in a new
 * session: this one has been closed (POP3), after the second or the longer time
 * that the server asks for (LOGIN-DELAY).  -1: error set; when the first
 * deadline has passed already it is ERROR_TIMEOUT, and the session is good. */
int mailbox_wait(
    struct mailbox *, struct deadline until, struct deadline, struct error *);

/* Step "delete".  Reads the header again, and removes the message only if
 * is_ours() says yes once more (else ERROR_PROTOCOL); only id and junk of the
 * message are read.  POP3 removes it when mailbox_close() succeeds. */
enum mailbox_removal mailbox_remove(struct mailbox *,
    const struct mailbox_message *, const struct mailbox_search *,
    struct deadline, struct error *);

/* Step "logout": ends the session in order, if it is in a state for that; else
 * it does nothing.  Calling it again does nothing. */
int mailbox_close(struct mailbox *, struct deadline, struct error *);

#endif
