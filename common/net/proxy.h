#ifndef PROXY_H
#define PROXY_H

#include "buf.h"
#include "connect.h"

/* The PROXY protocol (haproxy.org, proxy-protocol.txt): a proxy begins its
 * connection to the server with the addresses of the client. */
enum proxy_version {
	PROXY_NONE,
	PROXY_V1, /* 2.1: a line of text */
	PROXY_V2, /* 2.2: binary */
};

/* Bytes of the longest header of either version. */
#define PROXY_HEADER_LIMIT ((size_t)107)

/* Appends the header that a proxy would send for a connection with these ends.
 * A unix socket has no addresses: there v1 says UNKNOWN, v2 LOCAL. */
void proxy_header(struct buf *, enum proxy_version, const struct endpoints *);

#endif
