#ifndef IMAP_CLIENT_H
#define IMAP_CLIENT_H

#include <stddef.h>

#include "imap_session.h"
#include "mailbox_answer.h"

/* Reads the greeting: OK, or PREAUTH, which logs us in. */
int imap_read_greeting(struct imap *, struct deadline, struct error *);

/* Sends a command: its tag, the text, and CRLF.  With a secret behind the text,
 * which may be NULL, the transcript shows asterisks in its place. */
int imap_send(struct imap *, const char *text, const struct buf *secret,
    struct deadline, struct error *);

/* Sends a line that belongs to a command; the transcript shows asterisks. */
int imap_send_more(
    struct imap *, const struct buf *line, struct deadline, struct error *);

/* Reads one response.  1: it is an answer, *answer is set; 0: it is not; -1:
 * error set. */
int imap_read_response(
    struct imap *, enum mailbox_answer *, struct deadline, struct error *);

/* Reads responses up to the answer. */
enum mailbox_answer imap_read_answer(
    struct imap *, struct deadline, struct error *);

/* Sends a command and reads its answer, which is OK or NO. */
enum mailbox_answer imap_command(
    struct imap *, const char *text, struct deadline, struct error *);

/* The same, and NO is an error in the server's words. */
int imap_command_ok(
    struct imap *, const char *text, struct deadline, struct error *);

/* Appends a quoted string (RFC 9051 9).  -1: it has CR, LF, NUL or a byte above
 * 127, or it is too long. */
int imap_put_quoted(struct buf *, const char *, size_t);

#endif
