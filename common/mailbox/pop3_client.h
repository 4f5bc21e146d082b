#ifndef POP3_CLIENT_H
#define POP3_CLIENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lines.h"
#include "mailbox_answer.h"
#include "mailbox_ops.h"

/* Bytes that a server may say to one command. */
#define POP3_ANSWER_LIMIT ((size_t)32 * 1024 * 1024)

/* One of the newest messages. */
struct pop3_message {
	uint32_t number; /* in this session */
	char id[MAILBOX_ID_SIZE];
};

/* The client's side of a session, and what the server said last. */
struct pop3 {
	struct mailbox mailbox;
	struct lines lines;
	struct buf text; /* the last status line: "+OK ..." */
	size_t bytes;    /* that the server said to the last command */
	bool asked;      /* the last answer was a challenge */
	bool broken;     /* nothing more is sent */
	bool closed;     /* QUIT was sent */

	/* What CAPA says. */
	bool offers_stls, offers_top;
	struct buf mechanisms; /* with blanks between them */
	uint32_t login_delay;  /* seconds */

	bool no_top;    /* the server does not know TOP */
	bool is_listed; /* messages are known */
	struct pop3_message messages[MAILBOX_MESSAGES];
	size_t count, first; /* a ring: the oldest is at first */
	struct buf header;
};

/* Reads a status line. */
enum mailbox_answer pop3_read_answer(
    struct pop3 *, struct deadline, struct error *);

/* Sends a line; with a secret behind the text, which may be NULL, the
 * transcript shows asterisks in its place.  Fails if the server has spoken
 * before it was asked. */
int pop3_send(struct pop3 *, const char *text, const struct buf *secret,
    struct deadline, struct error *);

/* Sends a command and reads its answer, which is OK or NO. */
enum mailbox_answer pop3_command(
    struct pop3 *, const char *text, struct deadline, struct error *);

/* The same, and NO is an error in the server's words. */
int pop3_command_ok(
    struct pop3 *, const char *text, struct deadline, struct error *);

/* Reads the next line of an answer of many lines, without the dot that was put
 * before its first one; what is behind the limit of the buf is dropped.  1: a
 * line; 0: the answer is over; -1: error set. */
int pop3_read_line(
    struct pop3 *, struct buf *line, struct deadline, struct error *);

#endif
