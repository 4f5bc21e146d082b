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

/* Writes the text of a message to the server: line ends become CRLF, and a dot
 * at the start of a line is doubled (RFC 5321 4.5.2).  Without a client it only
 * counts. */
struct message_writer {
	struct smtp_client *client; /* borrowed; NULL: it only counts */
	size_t size;                /* octets so far, as RFC 1870 counts them */
	size_t line;                /* octets so far of the open line */
	bool cr;                    /* the last octet was a CR */
	bool eight_bit;             /* the text has octets above 127 */
};

/* Writes the next bytes of the text, in pieces of any length.  -1: error set,
 * ERROR_USAGE for NUL, a bare CR, and a line that is too long. */
int message_write(struct message_writer *, const void *, size_t,
    struct deadline, struct error *);

/* Ends the last line, if it is open, and then the message. */
int message_end(struct message_writer *, struct deadline, struct error *);

/* The fields of the header section (RFC 5322); all strings are borrowed. */
struct message {
	const char *from;      /* address, without brackets */
	const char *const *to; /* addresses */
	size_t to_count;
	const char *subject;
	const char *const *headers; /* the user's "Name: value"; each replaces
				     * the plugin's own field of that name */
	size_t header_count;
	const char *domain; /* for the Message-ID */
	const char *token;  /* unique to this message */
	bool eight_bit;     /* the body is more than ASCII */
};

/* Bytes of a token with its NUL. */
#define MESSAGE_TOKEN_SIZE 33

/* Makes a token that no other message has, of the time and random bytes. */
void message_token(char[MESSAGE_TOKEN_SIZE]);

/* Is it "Name: value" as in RFC 5322 2.2? */
bool message_header_valid(const char *);

/* Appends the header section and the empty line behind it; lines end in LF. */
int message_header(const struct message *, struct buf *);

/* Appends the body that is sent if the user gives no body. */
int message_default_body(const struct message *, struct buf *);

#endif
