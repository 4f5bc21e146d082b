#include "peer.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

union address {
	struct sockaddr any;
	struct sockaddr_in in;
	struct sockaddr_in6 in6;
	struct sockaddr_un un;
};

long long
peer_clock(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now); /* cannot fail */
	return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Waits for EVENTS until the clock shows END. */
static bool
ready(int fd, int events, long long end)
{
	for (;;) {
		struct pollfd wait = { .fd = fd, .events = (short)events };
		long long left = end - peer_clock();
		int n = poll(&wait, 1, left > 0 ? (int)left : 0);

		if (n > 0)
			return true;
		if (n == 0 || errno != EINTR)
			return false;
	}
}

static socklen_t
address_make(union address *address, enum peer_family family, const char *place)
{
	in_port_t port = 0;

	if (family != PEER_UNIX && place != NULL)
		port = htons((in_port_t)strtoul(place, NULL, 10));
	memset(address, 0, sizeof(*address));
	switch (family) {
	case PEER_INET:
		address->in.sin_family = AF_INET;
		address->in.sin_port = port;
		address->in.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
		return sizeof(address->in);
	case PEER_INET6:
		address->in6.sin6_family = AF_INET6;
		address->in6.sin6_port = port;
		address->in6.sin6_addr = in6addr_loopback;
		return sizeof(address->in6);
	case PEER_UNIX:
		break;
	}
	if (strlen(place) >= sizeof(address->un.sun_path))
		return 0;
	address->un.sun_family = AF_UNIX;
	memcpy(address->un.sun_path, place, strlen(place) + 1);
	return sizeof(address->un);
}

int
listener_bind(
    struct listener *listener, enum peer_family family, const char *place)
{
	union address address;
	socklen_t length = address_make(&address, family, place);
	int type = SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK;

	listener->port = 0;
	listener->fd = socket(address.any.sa_family, type, 0);
	if (listener->fd == -1)
		return -1;
	/* A port that was named may have had a server just before. */
	if (place != NULL)
		(void)setsockopt(listener->fd, SOL_SOCKET, SO_REUSEADDR,
		    &(int){ 1 }, sizeof(int));
	if (length == 0 || bind(listener->fd, &address.any, length) == -1) {
		listener_close(listener);
		return -1;
	}
	if (getsockname(listener->fd, &address.any, &length) == 0) {
		if (family == PEER_INET)
			listener->port = ntohs(address.in.sin_port);
		else if (family == PEER_INET6)
			listener->port = ntohs(address.in6.sin6_port);
	}
	return 0;
}

int
listener_open(struct listener *listener)
{
	return listen(listener->fd, SOMAXCONN);
}

int
listener_accept(struct listener *listener, int ms)
{
	if (!ready(listener->fd, POLLIN, peer_clock() + ms))
		return -1;
	return accept4(listener->fd, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
}

void
listener_close(struct listener *listener)
{
	if (listener->fd != -1)
		(void)close(listener->fd);
	listener->fd = -1;
}

void
peer_init(struct peer *peer, int fd, bool nodelay)
{
	int on = nodelay ? 1 : 0;

	peer->fd = fd;
	peer->ssl = NULL;
	peer->gone = fd == -1;
	peer->have = 0;
	/* A unix socket has no such option and needs none. */
	(void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
}

/* What the failed call on the connection waits for; 0: it is over. */
static int
events_wanted(struct peer *peer, int rc)
{
	if (peer->ssl == NULL) {
		if (errno == EAGAIN || errno == EINTR)
			return POLLIN | POLLOUT;
		return 0;
	}
	switch (SSL_get_error(peer->ssl, rc)) {
	case SSL_ERROR_WANT_READ:
		return POLLIN;
	case SSL_ERROR_WANT_WRITE:
		return POLLOUT;
	default:
		return 0;
	}
}

static int
read_some(struct peer *peer, void *to, size_t size)
{
	if (peer->ssl == NULL)
		return (int)recv(peer->fd, to, size, 0);
	ERR_clear_error();
	return SSL_read(peer->ssl, to, (int)size);
}

static int
write_some(struct peer *peer, const void *from, size_t size)
{
	int piece = size > PEER_BUFFER ? PEER_BUFFER : (int)size;

	if (peer->ssl == NULL)
		return (int)send(peer->fd, from, (size_t)piece, MSG_NOSIGNAL);
	ERR_clear_error();
	return SSL_write(peer->ssl, from, piece);
}

int
peer_fill(struct peer *peer, int ms)
{
	long long end = peer_clock() + ms;

	if (peer->have == sizeof(peer->in))
		return 1;
	while (!peer->gone) {
		int events;
		int n = read_some(
		    peer, peer->in + peer->have, sizeof(peer->in) - peer->have);

		if (n > 0) {
			peer->have += (size_t)n;
			return 1;
		}
		events =
		    n == 0 && peer->ssl == NULL ? 0 : events_wanted(peer, n);
		if (events == 0)
			peer->gone = true;
		else if (!ready(peer->fd, events & ~POLLOUT, end))
			return 0;
	}
	return -1;
}

/* How many bytes the next line has; 0: its end has not come yet. */
static size_t
line_length(const struct peer *peer, size_t size)
{
	const unsigned char *end = memchr(peer->in, '\n', peer->have);
	size_t n = end == NULL ? 0 : (size_t)(end - peer->in) + 1;

	if (n == 0 && (peer->gone || peer->have == sizeof(peer->in)))
		n = peer->have;
	if (n >= size || (n == 0 && peer->have >= size))
		n = size - 1;
	return n;
}

ssize_t
peer_line(struct peer *peer, char *line, size_t size, int ms)
{
	long long end = peer_clock() + ms;
	size_t n;

	for (;;) {
		long long left = end - peer_clock();
		int rc;

		n = line_length(peer, size);
		if (n > 0)
			break;
		rc = peer_fill(peer, left > 0 ? (int)left : 0);
		if (rc == 0 || (rc == -1 && peer->have == 0))
			return rc;
	}
	memcpy(line, peer->in, n);
	line[n] = '\0';
	peer->have -= n;
	memmove(peer->in, peer->in + n, peer->have);
	return (ssize_t)n;
}

ssize_t
peer_bytes(struct peer *peer, char *to, size_t size, int ms)
{
	long long end = peer_clock() + ms;
	size_t have = 0;

	while (have < size && ready(peer->fd, POLLIN, end)) {
		ssize_t n = recv(peer->fd, to + have, size - have, 0);

		if (n == 0 || (n == -1 && errno != EAGAIN && errno != EINTR)) {
			peer->gone = true;
			break;
		}
		have += n > 0 ? (size_t)n : 0;
	}
	return have == 0 && peer->gone ? -1 : (ssize_t)have;
}

int
peer_write(struct peer *peer, const void *bytes, size_t size, int ms)
{
	const unsigned char *next = bytes;
	long long end = peer_clock() + ms;

	while (size > 0 && !peer->gone) {
		int events;
		int n = write_some(peer, next, size);

		if (n > 0) {
			next += n;
			size -= (size_t)n;
			continue;
		}
		events = events_wanted(peer, n);
		if (peer->ssl == NULL && events != 0)
			events = POLLOUT;
		if (events == 0 || !ready(peer->fd, events, end))
			peer->gone = true;
	}
	return size > 0 ? -1 : 0;
}

/* Staples what lies in a file beside the certificate: x.pem has x.ocsp. */
static int
staple(SSL *ssl, void *path)
{
	FILE *file = fopen(path, "rbe");
	unsigned char *answer = OPENSSL_malloc(PEER_BUFFER);
	size_t len = 0;

	if (file != NULL) {
		if (answer != NULL)
			len = fread(answer, 1, PEER_BUFFER, file);
		(void)fclose(file);
	}
	if (len == 0) {
		OPENSSL_free(answer);
		return SSL_TLSEXT_ERR_NOACK;
	}
	/* It belongs to the session now. */
	(void)SSL_set_tlsext_status_ocsp_resp(ssl, answer, (int)len);
	return SSL_TLSEXT_ERR_OK;
}

static SSL_CTX *
context_new(const char *pem, struct peer_terms terms)
{
	SSL_CTX *context = SSL_CTX_new(TLS_server_method());

	if (context == NULL)
		return NULL;
	/* Weak certificates are welcome, and OpenSSL 3 speaks 1.0 and 1.1 at
	 * this level alone. */
	SSL_CTX_set_security_level(context, 0);
	if (terms.max != 0 && terms.max < TLS1_2_VERSION)
		(void)SSL_CTX_set_min_proto_version(context, TLS1_VERSION);
	if (terms.min != 0)
		(void)SSL_CTX_set_min_proto_version(context, terms.min);
	if (terms.certificate)
		SSL_CTX_set_verify(context,
		    SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, NULL);
	(void)SSL_CTX_set_mode(
	    context, SSL_MODE_ENABLE_PARTIAL_WRITE |
			 SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
	if (SSL_CTX_use_certificate_chain_file(context, pem) != 1 ||
	    SSL_CTX_use_PrivateKey_file(context, pem, SSL_FILETYPE_PEM) != 1 ||
	    SSL_CTX_set_max_proto_version(context, terms.max) != 1) {
		SSL_CTX_free(context);
		return NULL;
	}
	return context;
}

int
peer_tls(struct peer *peer, const char *pem, struct peer_terms terms, int ms)
{
	long long end = peer_clock() + ms;
	char answer[PATH_MAX];
	SSL_CTX *context;

	ERR_clear_error();
	context = context_new(pem, terms);
	if (context == NULL)
		return -1;
	(void)snprintf(
	    answer, sizeof(answer), "%.*socsp", (int)strlen(pem) - 3, pem);
	(void)SSL_CTX_set_tlsext_status_cb(context, staple);
	(void)SSL_CTX_set_tlsext_status_arg(context, answer);
	peer->ssl = SSL_new(context);
	SSL_CTX_free(context); /* the connection holds it */
	if (peer->ssl == NULL || SSL_set_fd(peer->ssl, peer->fd) != 1)
		return -1;
	for (;;) {
		int events;
		int rc = SSL_accept(peer->ssl);

		if (rc == 1)
			return 0;
		events = events_wanted(peer, rc);
		if (events == 0 || !ready(peer->fd, events, end)) {
			peer->gone = true;
			return -1;
		}
	}
}

const char *
peer_tls_error(void)
{
	const char *reason = ERR_reason_error_string(ERR_peek_error());

	return reason == NULL ? "the client closed, or is too slow" : reason;
}

void
peer_close(struct peer *peer, enum peer_ending ending)
{
	struct linger now = { .l_onoff = 1, .l_linger = 0 };

	if (peer->fd == -1)
		return;
	if (ending == PEER_RESET)
		(void)setsockopt(
		    peer->fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
	if (peer->ssl != NULL && ending == PEER_CLOSE && !peer->gone)
		(void)SSL_shutdown(peer->ssl);
	SSL_free(peer->ssl);
	peer->ssl = NULL;
	(void)close(peer->fd);
	peer->fd = -1;
	peer->gone = true;
}
