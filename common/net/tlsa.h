#ifndef TLSA_H
#define TLSA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "error.h"

/* "_65535._tcp.", a host name, and the NUL. */
#define TLSA_NAME_SIZE 272

/* What the DNS says about a service's certificate (RFC 6698), with DNSSEC to
 * vouch for it.  All zero: nothing is known. */
struct tlsa {
	char name[TLSA_NAME_SIZE]; /* "_587._tcp.mail.example.com" */
	size_t count;
	struct buf records; /* each: its length in two bytes, and its RDATA */
};

/* RFC 6698 2.1; the data is borrowed. */
struct tlsa_record {
	uint8_t usage, selector, matching_type;
	const unsigned char *data;
	size_t len;
};

/* The next record; *at starts at 0.  false: that was the last. */
bool tlsa_next(const struct tlsa *, size_t *at, struct tlsa_record *);

/* Appends the records, each in a whole line of printable text as a zone has it;
 * of one that is longer than a digest only the beginning. */
void tlsa_show(const struct tlsa *, struct buf *);

void tlsa_free(struct tlsa *);

/* Lower level, for tlsa_lookup(): the name to ask for, and what the answer of a
 * validating resolver has about it, behind whatever aliases (RFC 1035 4.1). */
void tlsa_name(char to[TLSA_NAME_SIZE], const char *host, unsigned int port);
int tlsa_read(struct tlsa *, const void *answer, size_t len, struct error *);

#endif
