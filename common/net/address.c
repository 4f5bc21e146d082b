/* Reads and prints the addresses of sockets. */
#include "address.h"

#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/un.h>

static bool
parse_ipv4(struct address *address, const char *text, unsigned int port)
{
	struct sockaddr_in *in = (struct sockaddr_in *)&address->socket;

	if (inet_pton(AF_INET, text, &in->sin_addr) != 1)
		return false;
	in->sin_family = AF_INET;
	in->sin_port = htons((in_port_t)port);
	address->len = sizeof(*in);
	return true;
}

/* Reads the zone of a link-local address: an interface's name or number. */
static bool
parse_zone(const char *zone, uint32_t *id)
{
	char *end;
	unsigned long number = if_nametoindex(zone);

	if (number == 0 && zone[0] >= '0' && zone[0] <= '9') {
		number = strtoul(zone, &end, 10);
		if (*end != '\0' || number > UINT32_MAX)
			return false;
	}
	*id = (uint32_t)number;
	return number != 0;
}

static bool
parse_ipv6(struct address *address, const char *text, unsigned int port)
{
	struct sockaddr_in6 *in6 = (struct sockaddr_in6 *)&address->socket;
	char copy[INET6_ADDRSTRLEN + IF_NAMESIZE + 1], *zone;

	if (strlen(text) >= sizeof(copy))
		return false;
	(void)snprintf(copy, sizeof(copy), "%s", text);
	zone = strchr(copy, '%');
	if (zone != NULL)
		*zone++ = '\0';
	if (inet_pton(AF_INET6, copy, &in6->sin6_addr) != 1)
		return false;
	if (zone != NULL && !parse_zone(zone, &in6->sin6_scope_id))
		return false;
	in6->sin6_family = AF_INET6;
	in6->sin6_port = htons((in_port_t)port);
	address->len = sizeof(*in6);
	return true;
}

bool
address_numeric(
    struct address *address, const char *text, unsigned int port, int family)
{
	memset(address, 0, sizeof(*address));
	if (family != AF_INET6 && parse_ipv4(address, text, port))
		return true;
	return family != AF_INET && parse_ipv6(address, text, port);
}

int
address_unix(struct address *address, const char *path, struct error *error)
{
	struct sockaddr_un *un = (struct sockaddr_un *)&address->socket;

	memset(address, 0, sizeof(*address));
	if (strlen(path) >= sizeof(un->sun_path))
		return error_set(error, ERROR_USAGE,
		    "the socket's path is longer than %zu bytes",
		    sizeof(un->sun_path) - 1);
	un->sun_family = AF_UNIX;
	memcpy(un->sun_path, path, strlen(path));
	address->len = sizeof(*un);
	return 0;
}

/* Bytes of the numeric form, its zone and the NUL. */
#define NUMERIC_SIZE (INET6_ADDRSTRLEN + IF_NAMESIZE + 1)

static void
print_ipv4(const struct sockaddr_in *in, bool with_port, char *to)
{
	char text[INET_ADDRSTRLEN];

	(void)inet_ntop(AF_INET, &in->sin_addr, text, sizeof(text));
	if (with_port)
		(void)snprintf(to, ADDRESS_TEXT_SIZE, "%s:%u", text,
		    (unsigned int)ntohs(in->sin_port));
	else
		(void)snprintf(to, ADDRESS_TEXT_SIZE, "%s", text);
}

static void
print_ipv6(const struct sockaddr_in6 *in6, bool with_port, char *to)
{
	char text[NUMERIC_SIZE], zone[IF_NAMESIZE + 1] = "";

	(void)inet_ntop(AF_INET6, &in6->sin6_addr, text, INET6_ADDRSTRLEN);
	if (in6->sin6_scope_id != 0) {
		zone[0] = '%';
		if (if_indextoname(in6->sin6_scope_id, zone + 1) == NULL)
			zone[0] = '\0';
	}
	if (with_port)
		(void)snprintf(to, ADDRESS_TEXT_SIZE, "[%s%s]:%u", text, zone,
		    (unsigned int)ntohs(in6->sin6_port));
	else
		(void)snprintf(to, ADDRESS_TEXT_SIZE, "%s%s", text, zone);
}

void
address_print(
    const struct address *address, bool with_port, char to[ADDRESS_TEXT_SIZE])
{
	const struct sockaddr_storage *socket = &address->socket;

	if (socket->ss_family == AF_INET)
		print_ipv4((const struct sockaddr_in *)socket, with_port, to);
	else if (socket->ss_family == AF_INET6)
		print_ipv6((const struct sockaddr_in6 *)socket, with_port, to);
	else
		(void)snprintf(to, ADDRESS_TEXT_SIZE, "%s",
		    ((const struct sockaddr_un *)socket)->sun_path);
}

bool
address_is_local(const struct address *address)
{
	const struct sockaddr_storage *socket = &address->socket;
	const struct in6_addr *in6;

	if (socket->ss_family == AF_UNIX)
		return true;
	if (socket->ss_family == AF_INET)
		return ntohl(((const struct sockaddr_in *)socket)
				 ->sin_addr.s_addr) >>
			   24 ==
		       127;
	in6 = &((const struct sockaddr_in6 *)socket)->sin6_addr;
	return IN6_IS_ADDR_LOOPBACK(in6) ||
	       (IN6_IS_ADDR_V4MAPPED(in6) && in6->s6_addr[12] == 127);
}
