#ifndef ADDRESS_H
#define ADDRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>

#include "error.h"

/* More than any sane name has; what is above it is not tried. */
#define ADDRESS_MAX 16
/* "[IPv6%interface]:65535", or the longest path of a unix socket. */
#define ADDRESS_TEXT_SIZE 112

struct address {
	struct sockaddr_storage socket;
	socklen_t len;
};

struct addresses {
	struct address list[ADDRESS_MAX];
	size_t count;
};

/* Reads a numeric IPv4 or IPv6 address (no brackets); asks nobody.
 * false: it is not one, or not of this family (AF_UNSPEC: any). */
bool address_numeric(
    struct address *, const char *text, unsigned int port, int family);

/* The path of a unix socket.  -1: too long, error set. */
int address_unix(struct address *, const char *path, struct error *);

/* "192.0.2.1:25", "[2001:db8::1]:25" or the path; without the port when
 * with_port is false ("2001:db8::1"). */
void address_print(
    const struct address *, bool with_port, char[ADDRESS_TEXT_SIZE]);

/* 127.0.0.0/8, ::1, ::ffff:127.0.0.0/104 and unix sockets. */
bool address_is_local(const struct address *);

#endif
