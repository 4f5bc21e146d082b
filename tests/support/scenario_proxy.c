/* The header of the PROXY protocol, as the server's own end of the connection
 * says that it must be. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "scenario_show.h"

enum {
	HEADER_SIZE = 128,
};

/* The client's end first, then ours. */
struct ends {
	struct sockaddr_storage at[2];
	int family; /* AF_UNIX: there are no addresses */
};

static void
read_ends(int fd, struct ends *ends)
{
	socklen_t size = sizeof(ends->at[0]);

	memset(ends, 0, sizeof(*ends));
	(void)getpeername(fd, (struct sockaddr *)&ends->at[0], &size);
	size = sizeof(ends->at[1]);
	(void)getsockname(fd, (struct sockaddr *)&ends->at[1], &size);
	ends->family = ends->at[1].ss_family;
}

/* The address and port of one end; the address has *LEN bytes. */
static const void *
take_apart(const struct sockaddr_storage *end, size_t *len, in_port_t *port)
{
	if (end->ss_family == AF_INET) {
		const struct sockaddr_in *in = (const void *)end;

		*len = sizeof(in->sin_addr);
		*port = in->sin_port;
		return &in->sin_addr;
	}
	const struct sockaddr_in6 *in6 = (const void *)end;

	*len = sizeof(in6->sin6_addr);
	*port = in6->sin6_port;
	return &in6->sin6_addr;
}

static size_t
make_line(const struct ends *ends, char header[HEADER_SIZE])
{
	char text[2][INET6_ADDRSTRLEN];
	in_port_t port[2];
	size_t len;

	if (ends->family == AF_UNIX)
		return (size_t)snprintf(
		    header, HEADER_SIZE, "PROXY UNKNOWN\r\n");
	for (int i = 0; i < 2; i++)
		(void)inet_ntop(ends->family,
		    take_apart(&ends->at[i], &len, &port[i]), text[i],
		    sizeof(text[i]));
	return (size_t)snprintf(header, HEADER_SIZE,
	    "PROXY TCP%d %s %s %u %u\r\n", ends->family == AF_INET ? 4 : 6,
	    text[0], text[1], (unsigned int)ntohs(port[0]),
	    (unsigned int)ntohs(port[1]));
}

static size_t
make_binary(const struct ends *ends, char header[HEADER_SIZE])
{
	static const char start[] = "\r\n\r\n\0\r\nQUIT\n";
	in_port_t port[2];
	size_t n = sizeof(start) - 1, len;

	memcpy(header, start, n);
	if (ends->family == AF_UNIX) {
		memcpy(header + n, "\x20\0\0\0", 4);
		return n + 4;
	}
	memcpy(header + n,
	    ends->family == AF_INET ? "\x21\x11\0\x0c" : "\x21\x21\0\x24", 4);
	n += 4;
	for (int i = 0; i < 2; i++) {
		const void *from = take_apart(&ends->at[i], &len, &port[i]);

		memcpy(header + n, from, len);
		n += len;
	}
	memcpy(header + n, port, sizeof(port));
	return n + sizeof(port);
}

/* Reads no byte more than is wanted: a ClientHello may follow. */
int
play_proxy(struct show *show, char *text)
{
	char wanted[HEADER_SIZE], seen[HEADER_SIZE];
	struct ends ends;
	size_t len;
	ssize_t n;
	char *shown[2];

	read_ends(show->peer.fd, &ends);
	len = strcmp(text, "v2") == 0 ? make_binary(&ends, wanted)
				      : make_line(&ends, wanted);
	n = peer_bytes(&show->peer, seen, len, trial_left(show->trial));
	show_log(show, "C", seen, n > 0 ? (size_t)n : 0);
	if (n == (ssize_t)len && memcmp(seen, wanted, len) == 0)
		return 0;
	shown[0] = text_visible(wanted, len);
	shown[1] = text_visible(seen, n > 0 ? (size_t)n : 0);
	(void)show_fault(show, "PROXY", shown[0], shown[1]);
	free(shown[0]);
	free(shown[1]);
	return -1;
}
