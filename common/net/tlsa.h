#ifndef TLSA_H
#define TLSA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "error.h"

/* "_65535._tcp.", a host name, and the NUL. */
#define TLSA_NAME_SIZE 272
/* RFC 6698 7.1 */
#define TLSA_TYPE 52

/* The TLSA records of a service (RFC 6698): what its certificate must be,
 * authenticated by DNSSEC.  All zero: no records. */
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

/* Reads the next record; *at starts at 0.  false: there are no more. */
bool tlsa_next(const struct tlsa *, size_t *at, struct tlsa_record *);

/* Appends each record in a whole line of printable text, as a zone file has it.
 * Data that is longer than a digest is cut. */
void tlsa_show(const struct tlsa *, struct buf *);

/* Makes a copy with records of its own. */
struct tlsa tlsa_copy(const struct tlsa *);

void tlsa_free(struct tlsa *);

/* Lower level, for tlsa_lookup(): the name to ask for. */
void tlsa_name(char to[TLSA_NAME_SIZE], const char *host, unsigned int port);

/* Reads the records of tlsa->name from the answer of a validating resolver
 * (RFC 1035 4.1); follows aliases.  -1: error set, see tlsa_lookup(). */
int tlsa_read(struct tlsa *, const void *bytes, size_t len, struct error *);

#endif
