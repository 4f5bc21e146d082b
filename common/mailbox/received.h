#ifndef RECEIVED_H
#define RECEIVED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"

/* The most hops that are told: those next to the recipient. */
#define RECEIVED_HOPS 64
/* Bytes of a host's name with its NUL. */
#define RECEIVED_NAME_SIZE 128

/* One hop: a host that took the message over (RFC 5321 4.4). */
struct hop {
	char by[RECEIVED_NAME_SIZE];   /* printable; "": it does not say */
	char from[RECEIVED_NAME_SIZE]; /* the same */
	bool dated;
	int64_t at; /* its date, seconds since 1970, by its own clock */
	/* Seconds since the hop before that has a date; less than 0 if their
	 * clocks differ.  0: there is no such hop, or it is not dated. */
	int64_t seconds;
};

/* Reads the Received fields of a header section into hops, in the order in
 * which the message took them (the section has the last one first).  Returns
 * how many. */
size_t received_hops(const struct buf *section, struct hop hops[RECEIVED_HOPS]);

#endif
