#ifndef CLIENT_H
#define CLIENT_H

#include <stdbool.h>
#include <stddef.h>

#include "deadline.h"
#include "error.h"
#include "extensions.h"
#include "lines.h"
#include "redact.h"
#include "reply.h"
#include "stream.h"
#include "transcript.h"

/* Octets of a command line with its CRLF (RFC 5321 4.5.3.1.4). */
#define SMTP_COMMAND_LIMIT ((size_t)512)

/* The client's side of a session.  Each function returns 0, or -1 with error
 * set, and judges no reply unless it says so. */
struct smtp_client {
	struct lines lines;
	struct smtp_extensions extensions; /* of the last EHLO */
	struct smtp_reply reply;           /* the last one */
	struct transcript *transcript;     /* borrowed, or NULL */
	struct redact *redact;             /* borrowed, or NULL; may learn */
	struct buf *heard; /* borrowed, or NULL: keeps the replies, too */
	unsigned int outstanding; /* replies that are still to come */
	bool broken;      /* what came was no whole reply: no more talk */
	bool in_message;  /* after the 354 to DATA: no command may be sent */
	bool transaction; /* MAIL was accepted and is not over */
};

/* Talks over a stream, which it borrows. */
struct smtp_client *smtp_client_new(
    struct stream *, struct transcript *, struct redact *);
void smtp_client_free(struct smtp_client *);

/* From now on over this stream.  RFC 3207 4.2: what was learnt in clear is
 * forgotten. */
void smtp_client_switch(struct smtp_client *, struct stream *);

/* Sends a command, whose CRLF it adds.  It looks before it speaks: when
 * something is there that was not asked for, nothing is sent and that is the
 * failure: a whole 4yz or 5yz reply as ERROR_REJECTED, all else as
 * ERROR_PROTOCOL or ERROR_CLOSED. */
int smtp_send(struct smtp_client *, struct deadline, struct error *,
    const char *, ...) __attribute__((format(printf, 4, 5)));

/* The same for "AUTH ..." payloads: prefix and secret leave as one line, the
 * transcript has the prefix and asterisks. */
int smtp_send_secret(struct smtp_client *, const char *prefix,
    const struct buf *secret, struct deadline, struct error *);

/* The one look: see smtp_send(). */
int smtp_look(struct smtp_client *, struct error *);

/* Has more come with the last reply than the reply? */
bool smtp_has_surplus(const struct smtp_client *);

/* Reads the next reply into client->reply. */
int smtp_receive(struct smtp_client *, struct deadline, struct error *);

/* Sends a command and reads its reply. */
int smtp_command(struct smtp_client *, struct deadline, struct error *,
    const char *, ...) __attribute__((format(printf, 4, 5)));

/* Is this the code of the last reply?  Any other is the failure: see
 * smtp_reply_refuse(). */
int smtp_expect(struct smtp_client *, int code, struct error *);

/* Says good-bye as the session's state asks for: cancels an AUTH, RSET when a
 * transaction is open (in one send when PIPELINING is offered), QUIT.  -1 also
 * when there is nothing left to say. */
int smtp_quit(struct smtp_client *, struct deadline, struct error *);

#endif
