#ifndef CONNECT_H
#define CONNECT_H

#include "address.h"
#include "buf.h"
#include "deadline.h"
#include "error.h"

/* Both ends of a connection. */
struct endpoints {
	struct address local, remote;
};

/* Connects, from addresses->source, to the first address that answers.  Each
 * address gets an equal share of the time that is left.  failures collects, as
 * printable text, why the addresses before it did not answer.  Returns a
 * non-blocking descriptor that the caller closes; -1: error set (ERROR_CONNECT,
 * ERROR_TIMEOUT) with all failures; ERROR_USAGE if this host has no descriptor
 * or memory left, or is not the source. */
int connect_first(const struct addresses *, struct endpoints *,
    struct buf *failures, struct deadline, struct error *);

#endif
