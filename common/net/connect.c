/* Connects to the first address that answers. */
#include "connect.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "idle.h"
#include "shortage.h"
#include "wait.h"

static int
open_socket(const struct address *to, struct error *error)
{
	int one = 1, family = to->socket.ss_family;
	int fd = socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	/* A policy of this host, as SELinux has it, forbids all sockets. */
	if (fd == -1 && (errno == EACCES || errno == EPERM))
		return error_errno(error, ERROR_USAGE, "socket");
	if (fd == -1)
		return shortage_or(error, ERROR_CONNECT, "socket");
	/* The stream sends whole messages, so Nagle's algorithm would only
	 * delay them. */
	if (family != AF_UNIX)
		(void)setsockopt(
		    fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	return fd;
}

/* The port is chosen with the peer in view, so that there are enough. */
static int
bind_source(int fd, const struct address *source, struct error *error)
{
	char text[ADDRESS_TEXT_SIZE];
	int one = 1;

	if (source->len == 0)
		return 0;
	(void)setsockopt(
	    fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &one, sizeof(one));
	if (bind(fd, (const struct sockaddr *)&source->socket, source->len) ==
	    0)
		return 0;
	address_print(source, false, text);
	return error_errno(error, ERROR_USAGE, "our end, %s", text);
}

/* Waits for the connection that connect(2) has begun.  0: it is there; an errno
 * why not; or -1: error set. */
static int
connect_finish(int fd, struct deadline deadline, struct error *error)
{
	int failed = 0;
	socklen_t size = sizeof(failed);

	if (wait_descriptor(fd, WAIT_WRITE, deadline, error) == -1)
		return -1;
	if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &failed, &size) == -1)
		failed = errno;
	/* The peer accepted and then reset it: the first read tells that. */
	return failed == ECONNRESET ? 0 : failed;
}

/* poll(2) cannot wait for a unix socket whose queue is full (connect(2)).  So
 * the socket blocks in connect(2), and SO_SNDTIMEO ends that. */
static int
connect_unix_once(int fd, const struct address *to, struct deadline deadline)
{
	int left = deadline_poll(deadline), failed = 0;
	struct timeval time = { left / 1000, 1000L * (left % 1000) };

	if (left <= 0)
		return EAGAIN;
	if (fcntl(fd, F_SETFL, 0) == -1 ||
	    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &time, sizeof(time)) == -1)
		return ENOBUFS; /* this host cannot wait: a shortage */
	idle_begin();
	if (connect(fd, (const struct sockaddr *)&to->socket, to->len) == -1)
		failed = errno;
	idle_end();
	(void)fcntl(fd, F_SETFL, O_NONBLOCK);
	return failed;
}

/* A signal, or a stop and its end (SIGSTOP, SIGCONT), interrupts the wait.  The
 * connection has not begun then: the next call waits for the rest of the time.
 */
static int
connect_unix(int fd, const struct address *to, struct deadline deadline,
    struct error *error)
{
	int failed;

	do
		failed = connect_unix_once(fd, to, deadline);
	while (failed == EINTR);
	if (failed == EAGAIN)
		(void)error_set(error, ERROR_TIMEOUT, "no answer in time");
	return failed;
}

/* If a signal interrupts connect(2), it goes on in the background, as it does
 * without one (POSIX.1-2017). */
static int
connect_inet(int fd, const struct address *to, struct deadline deadline,
    struct error *error)
{
	if (connect(fd, (const struct sockaddr *)&to->socket, to->len) == 0)
		return 0;
	return errno == EINPROGRESS || errno == EINTR
		   ? connect_finish(fd, deadline, error)
		   : errno;
}

static int
connect_one(const struct address *to, const struct address *source,
    struct deadline deadline, struct error *error)
{
	char text[ADDRESS_TEXT_SIZE];
	int failed, fd = open_socket(to, error);

	if (fd == -1)
		return -1;
	if (bind_source(fd, source, error) == -1) {
		(void)close(fd);
		return -1;
	}
	failed = to->socket.ss_family == AF_UNIX
		     ? connect_unix(fd, to, deadline, error)
		     : connect_inet(fd, to, deadline, error);
	if (failed == 0)
		return fd;
	(void)close(fd);
	address_print(to, true, text);
	errno = failed;
	return shortage_or(error, ERROR_CONNECT, text);
}

static void
record_failure(
    struct buf *failures, const struct address *to, const struct error *error)
{
	char text[ADDRESS_TEXT_SIZE];

	if (failures->len > 0)
		(void)buf_puts(failures, "; ");
	address_print(to, true, text);
	if (error->kind == ERROR_TIMEOUT)
		(void)buf_printf(failures, "%s: no answer in time", text);
	else
		(void)buf_puts(failures, error->text);
}

static void
read_endpoints(int fd, const struct address *to, struct endpoints *ends)
{
	struct sockaddr *local = (struct sockaddr *)&ends->local.socket;

	ends->remote = *to;
	ends->local.len = sizeof(ends->local.socket);
	if (getsockname(fd, local, &ends->local.len) == -1)
		memset(&ends->local, 0, sizeof(ends->local));
}

int
connect_first(const struct addresses *addresses, struct endpoints *ends,
    struct buf *failures, struct deadline deadline, struct error *error)
{
	struct error last = { 0 };
	bool lacking = false;
	int fd = -1;

	for (size_t i = 0; i < addresses->count && fd == -1; i++) {
		const struct address *to = &addresses->list[i];
		double share =
		    deadline_left(deadline) / (double)(addresses->count - i);

		error_clear(&last);
		fd = connect_one(
		    to, &addresses->source, deadline_in(share), &last);
		if (fd == -1)
			record_failure(failures, to, &last);
		else
			read_endpoints(fd, to, ends);
		lacking = lacking || last.kind == ERROR_USAGE;
	}
	if (fd == -1)
		return error_set(error, lacking ? ERROR_USAGE : last.kind, "%s",
		    buf_string(failures));
	return fd;
}
