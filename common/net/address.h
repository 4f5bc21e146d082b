#ifndef ADDRESS_H
#define ADDRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>

#include "error.h"

/* The most addresses of one name that are tried. */
#define ADDRESS_MAX 16
/* "[IPv6%interface]:65535", or the longest path of a unix socket. */
#define ADDRESS_TEXT_SIZE 112

/* A host name, as far as a note has room for it. */
#define ALIAS_SIZE 128

struct address {
	struct sockaddr_storage socket;
	socklen_t len;
};

struct addresses {
	struct address list[ADDRESS_MAX];
	size_t count;
	size_t untried;        /* that the name has beyond these */
	struct address source; /* our end; of length 0: the system's choice */
	char alias_of[ALIAS_SIZE]; /* printable; "": the name is no alias, or
				    * nobody asks: see resolve.h */
};

/* Reads a numeric IPv4 or IPv6 address without brackets; does not ask the
 * resolver.  false: it is not one, or not of this family (AF_UNSPEC: any). */
bool address_numeric(
    struct address *, const char *text, unsigned int port, int family);

/* The address of a unix socket.  -1: the path is too long, error set. */
int address_unix(struct address *, const char *path, struct error *);

/* Writes "192.0.2.1:25", "[2001:db8::1]:25" or the path; without the port
 * ("2001:db8::1") if with_port is false. */
void address_print(
    const struct address *, bool with_port, char[ADDRESS_TEXT_SIZE]);

/* Is it in 127.0.0.0/8, ::1, in ::ffff:127.0.0.0/104 or a unix socket? */
bool address_is_local(const struct address *);

#endif
