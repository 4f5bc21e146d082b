/* The header of the PROXY protocol, versions 1 and 2. */
#include "proxy.h"

#include <netinet/in.h>
#include <string.h>

static void
put_v1_address(struct buf *out, const struct address *address)
{
	char text[ADDRESS_TEXT_SIZE];

	address_print(address, false, text);
	/* The zone has no meaning on another host. */
	text[strcspn(text, "%")] = '\0';
	(void)buf_printf(out, " %s", text);
}

static in_port_t
port_of(const struct address *address)
{
	if (address->socket.ss_family == AF_INET)
		return ((const struct sockaddr_in *)&address->socket)->sin_port;
	return ((const struct sockaddr_in6 *)&address->socket)->sin6_port;
}

static void
put_v1_header(struct buf *out, int family, const struct endpoints *ends)
{
	if (family == AF_UNSPEC) {
		(void)buf_puts(out, "PROXY UNKNOWN\r\n");
		return;
	}
	(void)buf_printf(out, "PROXY TCP%d", family == AF_INET ? 4 : 6);
	put_v1_address(out, &ends->local);
	put_v1_address(out, &ends->remote);
	(void)buf_printf(out, " %u %u\r\n",
	    (unsigned int)ntohs(port_of(&ends->local)),
	    (unsigned int)ntohs(port_of(&ends->remote)));
}

static void
put_v2_address(struct buf *out, const struct address *address)
{
	const struct sockaddr_storage *socket = &address->socket;

	if (socket->ss_family == AF_INET)
		(void)buf_append(
		    out, &((const struct sockaddr_in *)socket)->sin_addr, 4);
	else
		(void)buf_append(
		    out, &((const struct sockaddr_in6 *)socket)->sin6_addr, 16);
}

static void
put_v2_header(struct buf *out, int family, const struct endpoints *ends)
{
	static const char signature[] = "\r\n\r\n\0\r\nQUIT\n";
	in_port_t ports[2];

	(void)buf_append(out, signature, sizeof(signature) - 1);
	if (family == AF_UNSPEC) {
		/* the command LOCAL, no family, no addresses follow */
		(void)buf_append(out, "\x20\0\0\0", 4);
		return;
	}
	/* the command PROXY, TCP over this family, the length of the rest */
	(void)buf_append(
	    out, family == AF_INET ? "\x21\x11\0\x0c" : "\x21\x21\0\x24", 4);
	put_v2_address(out, &ends->local);
	put_v2_address(out, &ends->remote);
	ports[0] = port_of(&ends->local);
	ports[1] = port_of(&ends->remote);
	(void)buf_append(out, ports, sizeof(ports));
}

void
proxy_header(
    struct buf *out, enum proxy_version version, const struct endpoints *ends)
{
	int family = ends->local.socket.ss_family;

	if (family != AF_INET && family != AF_INET6)
		family = AF_UNSPEC;
	if (version == PROXY_V1)
		put_v1_header(out, family, ends);
	else if (version == PROXY_V2)
		put_v2_header(out, family, ends);
}
