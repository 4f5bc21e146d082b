#ifndef MESSAGE_H
#define MESSAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "client.h"

/* Octets of a line without its CRLF (RFC 5321 4.5.3.1.6). */
#define MESSAGE_LINE 998
/* Bytes of the header section. */
#define MESSAGE_HEADER_LIMIT ((size_t)64 * 1024)

/* The way of a message's text to the server: line ends become CRLF, a dot at
 * the start of a line is doubled (RFC 5321 4.5.2).  Without a client it only
 * measures. */
struct message_writer {
	struct smtp_client *client; /* borrowed; NULL: measures */
	size_t size;                /* octets so far, as RFC 1870 counts them */
	size_t line;    /* of them in the line that is not over yet */
	bool cr;        /* the last one was a CR */
	bool eight_bit; /* there were octets above 127 */
};

/* The next bytes of the text, in pieces of any length.  -1: error set,
 * ERROR_USAGE for NUL, a bare CR, and a line that is too long. */
int message_write(struct message_writer *, const void *, size_t,
    struct deadline, struct error *);

/* Ends the last line, if it is open, then the message. */
int message_end(struct message_writer *, struct deadline, struct error *);

/* What the header section says (RFC 5322); all strings are borrowed. */
struct message {
	const char *from;      /* address, without brackets */
	const char *const *to; /* addresses */
	size_t to_count;
	const char *subject;
	const char *const *headers; /* "Name: value"; they replace ours */
	size_t header_count;
	const char *domain; /* for the Message-ID */
	const char *token;  /* unique to this message */
	bool eight_bit;     /* the body is more than ASCII */
};

/* Bytes of a token with its NUL. */
#define MESSAGE_TOKEN_SIZE 33

/* Makes a token that no other message has: time and chance. */
void message_token(char[MESSAGE_TOKEN_SIZE]);

/* Is it "Name: value" as RFC 5322 2.2 wants it? */
bool message_header_valid(const char *);

/* Appends the header section and the empty line behind it, with LF. */
int message_header(const struct message *, struct buf *);

/* Appends the body that is sent when the user gives none. */
int message_default_body(const struct message *, struct buf *);

#endif
