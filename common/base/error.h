#ifndef ERROR_H
#define ERROR_H

#include <stdbool.h>
#include <stddef.h>

/* What went wrong, by whose fault it is and what one can do about it. */
enum error_kind {
	ERROR_NONE,
	ERROR_USAGE,       /* argv, files, credentials: our side is wrong */
	ERROR_RESOLVE,     /* the name has no address */
	ERROR_RETRY,       /* the resolver cannot tell at the moment */
	ERROR_CONNECT,     /* no connection */
	ERROR_TIMEOUT,     /* a deadline passed */
	ERROR_CLOSED,      /* the peer hung up */
	ERROR_IO,          /* a system call failed on a connection that stood */
	ERROR_TLS,         /* no TLS session */
	ERROR_CERTIFICATE, /* a TLS session, but not with whom we meant */
	ERROR_PROTOCOL,    /* the peer broke the RFC */
	ERROR_UNSUPPORTED, /* the peer does not offer it */
	ERROR_REJECTED,    /* the peer answered 4yz or 5yz */
};

/* In bytes: 200 characters of the peer (up to four bytes each) and our own
 * words around them. */
#define ERROR_TEXT_SIZE 1024
/* In bytes: what the peer said at greater length. */
#define ERROR_SAID_SIZE 1024
/* "5.255.255" and its NUL, with room to spare. */
#define ERROR_STATUS_SIZE 12

/* One error, in the peer's words when it spoke.  All zero: no error. */
struct error {
	enum error_kind kind;
	int code;                       /* reply code, 0: the peer said none */
	char status[ERROR_STATUS_SIZE]; /* enhanced status code or "" */
	char text[ERROR_TEXT_SIZE];     /* one printable line */
	char said[ERROR_SAID_SIZE];     /* printable, for who looks for words */
};

/* Sets the error unless one is set: the first is the most specific.  The text
 * passes text_printable().  Always returns -1, for "return error_set(...)". */
int error_set(struct error *, enum error_kind, const char *, ...)
    __attribute__((format(printf, 3, 4)));

/* The same with ": " and the words for errno behind the text. */
int error_errno(struct error *, enum error_kind, const char *, ...)
    __attribute__((format(printf, 3, 4)));

/* Keeps what the peer said that bears on the error, as far as there is room: it
 * is not shown, but searched. */
void error_said(struct error *, const void *, size_t);

void error_clear(struct error *);

#endif
