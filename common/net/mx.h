#ifndef MX_H
#define MX_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "error.h"

/* The most mail servers of a domain that are kept. */
#define MX_MAX 64
/* A host name and its NUL, as dn_expand(3) writes it. */
#define MX_NAME_SIZE 1025

/* One mail server of a domain. */
struct mx_host {
	unsigned int preference; /* the lowest comes first */
	char *name;              /* owned; as the record has it, without a dot
				  * at its end */
	const char *fault; /* why no host can have this name; NULL: one can */
};

/* The mail servers of a domain (RFC 5321 5.1), in the order of preference.  All
 * zero: none. */
struct mx {
	struct mx_host list[MX_MAX];
	size_t count;
	size_t left_out; /* hosts for which the list has no room: the last in
			  * the order */
	bool implicit;   /* there is no record: the domain is its own host */
	bool null_too;   /* a null MX stands among others (RFC 7505 3) */
	bool authentic;  /* DNSSEC vouches for the records */
};

/* Reads the mail servers of the domain from an answer of the resolver.
 * -1: error set.  ERROR_RESOLVE: there is no such domain, or it takes no mail
 * (RFC 7505); ERROR_RETRY: the resolver fails. */
int mx_read(struct mx *, const char *domain, const void *bytes, size_t len,
    struct error *);

/* Appends "10 mx1.example.com, 20 mx2.example.com": at most so many bytes; the
 * rest is counted. */
void mx_print(const struct mx *, struct buf *, size_t most);

void mx_free(struct mx *);

#endif
