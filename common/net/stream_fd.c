/* A stream over a socket. */
#include "stream_fd.h"

#include <errno.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "buf.h"
#include "memory.h"
#include "shortage.h"
#include "wait.h"

/* Holds a TLS record and its overhead. */
#define OUT_SIZE ((size_t)17 * 1024)

struct descriptor {
	struct stream stream;
	int fd;
	struct buf out; /* not sent yet; a password may be in it */
};

static int
descriptor_fail(struct error *error, const char *what)
{
	if (errno == ECONNRESET || errno == EPIPE)
		return error_set(
		    error, ERROR_CLOSED, "the server broke the connection");
	return shortage_or(error, ERROR_IO, what);
}

/* Sends the whole buffer.  It is not an error yet if the peer has hung up: what
 * the peer said before can still be read. */
static int
send_pending(
    struct descriptor *d, struct deadline deadline, struct error *error)
{
	size_t sent = 0;
	int rc = 0;
	ssize_t n;

	while (rc == 0 && sent < d->out.len) {
		n = send(
		    d->fd, d->out.data + sent, d->out.len - sent, MSG_NOSIGNAL);
		if (n >= 0)
			sent += (size_t)n;
		else if (errno == EPIPE || errno == ECONNRESET)
			sent = d->out.len;
		else if (errno == EAGAIN)
			rc =
			    wait_descriptor(d->fd, WAIT_WRITE, deadline, error);
		else if (errno != EINTR)
			rc = descriptor_fail(error, "send");
	}
	buf_consume(&d->out, sent);
	return rc;
}

/* The kernel may delay an acknowledgement (RFC 1122 4.2.3.2), and a server with
 * Nagle's algorithm waits for it: 40 ms after each TLS 1.3 handshake.  The
 * option has an effect only after the send. */
static void
acknowledge_at_once(int fd)
{
	int one = 1;

	(void)setsockopt(fd, IPPROTO_TCP, TCP_QUICKACK, &one, sizeof(one));
}

static ssize_t
descriptor_read(struct stream *stream, void *to, size_t size,
    struct deadline deadline, struct error *error)
{
	struct descriptor *d = (struct descriptor *)stream;
	bool look = deadline_passed(deadline);
	ssize_t n;

	if (!look && d->out.len > 0) {
		if (send_pending(d, deadline, error) == -1)
			return -1;
		acknowledge_at_once(d->fd);
		if (wait_descriptor(d->fd, WAIT_READ, deadline, error) == -1)
			return -1;
	}
	for (;;) {
		n = recv(d->fd, to, size, MSG_DONTWAIT);
		if (n >= 0)
			return n;
		if (errno == EINTR)
			continue;
		if (errno != EAGAIN)
			return descriptor_fail(error, "recv");
		if (look)
			return error_set(
			    error, ERROR_TIMEOUT, "no answer in time");
		if (wait_descriptor(d->fd, WAIT_READ, deadline, error) == -1)
			return -1;
	}
}

static int
descriptor_write(struct stream *stream, const void *bytes, size_t len,
    struct deadline deadline, struct error *error)
{
	struct descriptor *d = (struct descriptor *)stream;
	const char *from = bytes;
	size_t part;

	while (len > 0) {
		if (d->out.len == OUT_SIZE &&
		    send_pending(d, deadline, error) == -1)
			return -1;
		part = OUT_SIZE - d->out.len;
		if (part > len)
			part = len;
		(void)buf_append(&d->out, from, part);
		from += part;
		len -= part;
	}
	return 0;
}

static bool
descriptor_is_delivered(struct stream *stream)
{
	const struct descriptor *d = (const struct descriptor *)stream;
	int unsent = -1;

	return ioctl(d->fd, SIOCOUTQ, &unsent) == 0 && unsent == 0;
}

static void
descriptor_free(struct stream *stream)
{
	struct descriptor *d = (struct descriptor *)stream;

	if (d->out.len > 0)
		(void)send(d->fd, d->out.data, d->out.len,
		    MSG_NOSIGNAL | MSG_DONTWAIT);
	(void)close(d->fd);
	buf_free(&d->out);
	free(d);
}

struct stream *
stream_fd(int fd)
{
	static const struct stream_ops ops = {
		.read = descriptor_read,
		.write = descriptor_write,
		.free = descriptor_free,
		.is_delivered = descriptor_is_delivered,
	};
	struct descriptor *d = memory_zeroed(sizeof(*d));

	d->stream.ops = &ops;
	d->fd = fd;
	d->out = (struct buf)BUF_SECRET(OUT_SIZE);
	return &d->stream;
}
