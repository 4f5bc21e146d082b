#ifndef REPLY_H
#define REPLY_H

#include <stddef.h>

#include "buf.h"
#include "deadline.h"
#include "error.h"
#include "lines.h"
#include "redact.h"

/* Of one reply: bytes, lines, and characters of a quote. */
#define REPLY_LIMIT ((size_t)64 * 1024)
#define REPLY_LINES 512
#define REPLY_QUOTE 200

/* A reply of the server (RFC 5321 4.2). */
struct smtp_reply {
	int code;                       /* 200 to 599; 0: no reply was read */
	char status[ERROR_STATUS_SIZE]; /* RFC 2034, "5.7.8"; "": missing */
	size_t count;                   /* lines */
	const struct redact *redact;    /* borrowed: hidden in quotes */
	struct buf lines;  /* each as received, with its code, and a LF */
	struct buf *shown; /* owned: see smtp_reply_shown() */
};

void smtp_reply_init(struct smtp_reply *);
void smtp_reply_free(struct smtp_reply *);

/* Reads a whole reply and keeps its bytes as they are.  Quotes hide the secrets
 * of redact, which may be NULL.
 * -1: error set; ERROR_PROTOCOL if it is not a reply, ERROR_CLOSED. */
int smtp_reply_read(struct smtp_reply *, struct lines *, const struct redact *,
    struct deadline, struct error *);

/* Its lines as they may be shown, with what redact knows hidden; made once,
 * when somebody asks for them. */
const struct buf *smtp_reply_shown(const struct smtp_reply *);

/* Appends it as one printable line of at most REPLY_QUOTE characters: code and
 * enhanced status code once, then the text of the lines. */
void smtp_reply_quote(const struct smtp_reply *, struct buf *);

/* Puts the reply, or the part that came, into error->said. */
void smtp_reply_said(const struct smtp_reply *, struct error *);

/* Sets the error for a reply whose code is not the wanted one: ERROR_REJECTED
 * for 4yz and 5yz, else ERROR_PROTOCOL.  Returns -1. */
int smtp_reply_refuse(const struct smtp_reply *, struct error *);

/* The next line of the reply, without code and LF; *at starts at 0.  The line
 * does not end in a NUL.  NULL: there are no more. */
const char *smtp_reply_line(const struct smtp_reply *, size_t *at, size_t *len);

#endif
