#ifndef STREAM_H
#define STREAM_H

#include <stddef.h>
#include <sys/types.h>

#include "deadline.h"
#include "error.h"

/* Bytes to and from a peer: a descriptor, TLS over any stream, or a script of
 * the tests.
 *
 * Writing is lazy: it fills a buffer, which leaves when it is full, when a read
 * is about to wait for the answer, or when the stream is freed.  So nobody
 * flushes, and what belongs together leaves together. */
struct stream {
	const struct stream_ops *ops;
};

struct stream_ops {
	/* > 0: bytes read; 0: end of the stream; -1: error set.  When the
	 * deadline has passed already it neither sends nor waits: then
	 * ERROR_TIMEOUT means that nothing is there. */
	ssize_t (*read)(
	    struct stream *, void *, size_t, struct deadline, struct error *);
	/* 0: all of it is on its way or in the buffer; -1: error set. */
	int (*write)(struct stream *, const void *, size_t, struct deadline,
	    struct error *);
	/* Sends what is left without waiting, closes, and frees the stream
	 * with everything below it. */
	void (*free)(struct stream *);
};

ssize_t stream_read(
    struct stream *, void *, size_t, struct deadline, struct error *);
int stream_write(
    struct stream *, const void *, size_t, struct deadline, struct error *);
void stream_free(struct stream *); /* NULL is nothing */

#endif
