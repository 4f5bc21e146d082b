#ifndef ERROR_H
#define ERROR_H

#include <stdbool.h>
#include <stddef.h>

/* What went wrong.  The kinds differ in who made the mistake and in what one
 * can do about it. */
enum error_kind {
	ERROR_NONE,
	ERROR_USAGE,       /* argv, a file or a credential is wrong */
	ERROR_RESOLVE,     /* the name has no address */
	ERROR_RETRY,       /* it may pass: the resolver, or the mailbox */
	ERROR_CONNECT,     /* no connection */
	ERROR_TIMEOUT,     /* a deadline passed */
	ERROR_CLOSED,      /* the peer hung up */
	ERROR_IO,          /* a system call failed on a connection that stood */
	ERROR_TLS,         /* no TLS session */
	ERROR_CERTIFICATE, /* a TLS session, but with the wrong peer */
	ERROR_PROTOCOL,    /* the peer broke the RFC */
	ERROR_UNSUPPORTED, /* the peer does not offer it */
	ERROR_REJECTED,    /* the peer answered 4yz or 5yz */
	ERROR_ABSENT,      /* what was waited for did not come */
	ERROR_JUNK,        /* it came, but as junk */
};

/* Bytes of the text: 200 characters of the peer (up to four bytes each) and the
 * plugin's own words around them. */
#define ERROR_TEXT_SIZE 1024
/* Bytes of all that the peer said. */
#define ERROR_SAID_SIZE 1024
/* "5.255.255" and its NUL, with room to spare. */
#define ERROR_STATUS_SIZE 12

/* One error, in the peer's words when it spoke.  All zero: no error. */
struct error {
	enum error_kind kind;
	int code;                       /* reply code; 0: there was no reply */
	char status[ERROR_STATUS_SIZE]; /* enhanced status code or "" */
	char text[ERROR_TEXT_SIZE];     /* one printable line */
	char said[ERROR_SAID_SIZE];     /* printable; searched for words */
};

/* Sets the error, unless it is set already: the first error is the most
 * specific.  The text passes text_printable().  Always returns -1, for "return
 * error_set(...)". */
int error_set(struct error *, enum error_kind, const char *, ...)
    __attribute__((format(printf, 3, 4)));

/* Does the same, and appends ": " and the words for errno. */
int error_errno(struct error *, enum error_kind, const char *, ...)
    __attribute__((format(printf, 3, 4)));

/* Keeps what the peer said, as far as there is room.  It is not shown, only
 * searched for words. */
void error_said(struct error *, const void *, size_t);

/* Puts "words: " before the text of an error that is set. */
void error_prefix(struct error *, const char *words);

void error_clear(struct error *);

#endif
