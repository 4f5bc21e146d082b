#ifndef STREAM_H
#define STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "deadline.h"
#include "error.h"

/* Bytes to and from a peer: over a descriptor, over TLS, or in tests from a
 * script.
 *
 * Writing is lazy: it fills a buffer.  The buffer is sent when it is full, when
 * a read is about to wait, or when the stream is freed.  So no caller flushes,
 * and bytes that belong together are sent together. */
struct stream {
	const struct stream_ops *ops;
};

struct stream_ops {
	/* > 0: bytes read; 0: end of the stream; -1: error set.  If the
	 * deadline has passed at the call, it does not send or wait: then
	 * ERROR_TIMEOUT means that no bytes have arrived. */
	ssize_t (*read)(
	    struct stream *, void *, size_t, struct deadline, struct error *);
	/* 0: all bytes are sent or in the buffer; -1: error set. */
	int (*write)(struct stream *, const void *, size_t, struct deadline,
	    struct error *);
	/* Sends the buffer without waiting, closes, and frees the stream and
	 * all streams below it. */
	void (*free)(struct stream *);
	/* Has the peer acknowledged all that was sent?  NULL: it is not known.
	 */
	bool (*is_delivered)(struct stream *);
};

ssize_t stream_read(
    struct stream *, void *, size_t, struct deadline, struct error *);
int stream_write(
    struct stream *, const void *, size_t, struct deadline, struct error *);
void stream_free(struct stream *); /* NULL is nothing */

/* Has the peer's system received all that was sent?  If it has, and the
 * stream then ends in order, the peer has read it: a system resets a connection
 * that is closed before all is read (RFC 2525 2.17). */
bool stream_is_delivered(struct stream *);

#endif
