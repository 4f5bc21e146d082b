#ifndef DNS_LIBC_H
#define DNS_LIBC_H

#include <stdbool.h>
#include <stddef.h>

/* A question for libc's resolver, which waits for the answer. */
struct dns_libc {
	const char *name; /* as it is: the search list does not count */
	unsigned int type;
	bool with_dnssec;     /* ask the resolver whether it vouches */
	bool only_if_trusted; /* do not ask a resolver that is not trusted */
	/* Filled in: resolv.conf(5) says that the AD bit may be believed. */
	bool trusted;
	/* Filled in: a good answer says that there is no such name, or no such
	 * record.  Other headers that say so are not believed: libc leaves that
	 * of an answer to another question, too. */
	bool denied;
};

/* The length of the answer, which may be more than the buffer has.  -1: there
 * is no good one, and the buffer may have a header that tells why; errno may be
 * set. An only_if_trusted question that was not asked is such a failure, too.
 */
int dns_libc_ask(struct dns_libc *, unsigned char *answer, size_t size);

#endif
