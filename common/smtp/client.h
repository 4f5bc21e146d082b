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
 * set.  A reply code is judged only where the comment says so. */
struct smtp_client {
	struct lines lines;
	struct smtp_extensions extensions; /* of the last EHLO */
	struct smtp_reply reply;           /* the last reply */
	struct transcript *transcript;     /* borrowed, or NULL */
	struct redact *redact;    /* borrowed, or NULL; AUTH adds secrets */
	struct buf *heard;        /* borrowed: also gets the replies; or NULL */
	unsigned int outstanding; /* replies that are still to come */
	bool broken;      /* no whole reply came: nothing more is sent */
	bool unasked;     /* a reply came that answers no command */
	bool in_message;  /* after the 354 to DATA: no command may be sent */
	bool transaction; /* MAIL was accepted, and the transaction is open */
};

/* The client borrows the stream. */
struct smtp_client *smtp_client_new(
    struct stream *, struct transcript *, struct redact *);
void smtp_client_free(struct smtp_client *);

/* Continues the session over this stream.  The client forgets what it learnt
 * before TLS (RFC 3207 4.2). */
void smtp_client_switch(struct smtp_client *, struct stream *);

/* Sends a command and adds its CRLF.  First it looks: if the server has sent
 * something unasked, the command is not sent, and the call fails.  A whole 4yz
 * or 5yz reply is ERROR_REJECTED, all else ERROR_PROTOCOL or ERROR_CLOSED. */
int smtp_send(struct smtp_client *, struct deadline, struct error *,
    const char *, ...) __attribute__((format(printf, 4, 5)));

/* The same for a line with a secret: prefix and secret are sent as one line;
 * the transcript shows the prefix and asterisks. */
int smtp_send_secret(struct smtp_client *, const char *prefix,
    const struct buf *secret, struct deadline, struct error *);

/* Fails if the server has sent something unasked: see smtp_send(). */
int smtp_look(struct smtp_client *, struct error *);

/* Have bytes arrived behind the last reply that was expected? */
bool smtp_has_surplus(const struct smtp_client *);

/* Reads the next reply into client->reply. */
int smtp_receive(struct smtp_client *, struct deadline, struct error *);

/* Sends a command and reads its reply. */
int smtp_command(struct smtp_client *, struct deadline, struct error *,
    const char *, ...) __attribute__((format(printf, 4, 5)));

/* Is this the code of the last reply?  If not, the error is that of
 * smtp_reply_refuse(). */
int smtp_expect(struct smtp_client *, int code, struct error *);

/* Ends the session: cancels an open AUTH, sends RSET if a transaction is open,
 * then QUIT (both in one send if PIPELINING is offered).  -1: also if QUIT
 * cannot be sent in this state. */
int smtp_quit(struct smtp_client *, struct deadline, struct error *);

#endif
