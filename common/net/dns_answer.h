#ifndef DNS_ANSWER_H
#define DNS_ANSWER_H

#include <arpa/nameser.h>
#include <stdbool.h>
#include <stddef.h>

#include "error.h"

/* An answer of the resolver (RFC 1035 4.1), read record by record.  Nothing in
 * it is believed before it is checked: lengths, counts and names may lie. */
struct dns_answer {
	const char *question;   /* borrowed: "example.com MX", for the errors */
	char name[NS_MAXDNAME]; /* asked for, or what it is an alias of */
	const unsigned char *start, *at, *end; /* borrowed */
	unsigned int left;                     /* records */
	bool exists;    /* the name exists, perhaps without such records */
	bool authentic; /* DNSSEC vouches for it (RFC 6840 5.7) */
};

/* A record of the name; the bytes are borrowed from the answer. */
struct dns_record {
	const unsigned char *data;
	size_t len;
};

/* Begins to read the answer to a question for this name.  -1: error set,
 * ERROR_RETRY: the resolver fails, or the answer is broken. */
int dns_answer_begin(struct dns_answer *, const char *name,
    const char *question, const void *bytes, size_t len, struct error *);

/* The next record of this type that the name has; aliases are followed.
 * 1: there is one; 0: there are no more; -1: error set, ERROR_RETRY: the answer
 * is broken. */
int dns_answer_next(struct dns_answer *, unsigned int type, struct dns_record *,
    struct error *);

/* Reads the name that stands at this byte of a record.  false: it has no end
 * there, or is too long. */
bool dns_answer_name(const struct dns_answer *, const struct dns_record *,
    size_t at, char name[NS_MAXDNAME]);

/* The two bytes as a number. */
unsigned int dns_number(const unsigned char *);

#endif
