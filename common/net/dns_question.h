#ifndef DNS_QUESTION_H
#define DNS_QUESTION_H

#include <stdbool.h>

#include "buf.h"
#include "deadline.h"
#include "error.h"

/* Bytes of "example.com MX": a name, a type, and the NUL. */
#define DNS_QUESTION_SIZE 300
/* Bytes of an answer. */
#define DNS_ANSWER_LIMIT ((size_t)65535)

/* One question to the system's resolver. */
struct dns_question {
	const char *name; /* as it is: the search list does not count */
	unsigned int type;
	const char *text;     /* "example.com MX", for the errors */
	bool with_dnssec;     /* ask the resolver whether it vouches */
	bool only_if_trusted; /* do not ask a resolver that is not trusted */
	/* Filled in: resolv.conf(5) says that the AD bit may be believed. */
	bool trusted;
};

/* Asks in a helper thread, and appends the answer to a buffer, or only its
 * header if that tells of a failure; nothing if there is no answer.  -1: error
 * set, ERROR_TIMEOUT, or ERROR_USAGE (this host lacks what it takes). */
int dns_ask(
    struct dns_question *, struct buf *answer, struct deadline, struct error *);

#endif
