#ifndef PROXY_H
#define PROXY_H

#include "buf.h"
#include "connect.h"

/* The PROXY protocol: in front of all else a proxy tells the server behind it
 * whose connection it passes on (haproxy.org, proxy-protocol.txt). */
enum proxy_version {
	PROXY_NONE,
	PROXY_V1, /* 2.1: a line of text */
	PROXY_V2, /* 2.2: binary */
};

/* Bytes of the longest header of either version. */
#define PROXY_HEADER_LIMIT ((size_t)107)

/* Appends the header that a connection with these ends would have behind a
 * proxy.  A unix socket has no addresses to tell: v1 says UNKNOWN, v2 LOCAL. */
void proxy_header(struct buf *, enum proxy_version, const struct endpoints *);

#endif
