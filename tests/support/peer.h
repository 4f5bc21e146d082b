/* The server's end of connections on this machine, for servers in tests. */
#ifndef PEER_H
#define PEER_H

#include <openssl/ssl.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum {
	PEER_BUFFER = 8192, /* what a client may have sent ahead */
};

enum peer_family {
	PEER_INET,  /* 127.0.0.1 */
	PEER_INET6, /* ::1 */
	PEER_UNIX,
};

struct listener {
	int fd;
	int port; /* 0 for a unix socket */
};

/* place: a port, or the path of a unix socket; NULL: a free port.  -1: errno
 * tells why. */
int listener_bind(struct listener *, enum peer_family, const char *place);

/* Until this is called, connections are refused. */
int listener_open(struct listener *);

/* A descriptor for peer_init; -1 when nobody came within MS. */
int listener_accept(struct listener *, int ms);

void listener_close(struct listener *);

struct peer {
	int fd;   /* -1 once closed */
	SSL *ssl; /* NULL while the connection is in clear */
	bool gone;
	size_t have;
	unsigned char in[PEER_BUFFER];
};

/* Takes over the descriptor.  NODELAY sends each write as a segment. */
void peer_init(struct peer *, int fd, bool nodelay);

/* 1: bytes have come, 0: none came within MS, -1: the client is gone. */
int peer_fill(struct peer *, int ms);

/*
 * Takes a line with its line end out of the buffer and ends it with a NUL;
 * a line without end is as long as LINE.  0: none in time; -1: client gone.
 */
ssize_t peer_line(struct peer *, char *line, size_t size, int ms);

/* Takes that many bytes and no more from a connection in clear whose buffer is
 * empty; fewer when they do not come.  -1: the client is gone. */
ssize_t peer_bytes(struct peer *, char *, size_t, int ms);

/* -1: the client is gone, or did not read within MS. */
int peer_write(struct peer *, const void *, size_t, int ms);

/* What a server wants of its clients. */
struct peer_terms {
	int min, max;     /* TLS1_2_VERSION ..., or 0 for no limit */
	bool certificate; /* one that OpenSSL's default roots vouch for */
};

/* PEM is a file with key and chain. */
int peer_tls(struct peer *, const char *pem, struct peer_terms, int ms);

/* Why peer_tls failed, for people. */
const char *peer_tls_error(void);

enum peer_ending {
	PEER_CLOSE, /* under TLS with close_notify */
	PEER_CUT,   /* without */
	PEER_RESET, /* and the client gets a RST */
};

/* Harmless when it is closed already. */
void peer_close(struct peer *, enum peer_ending);

/* Milliseconds on a clock that only goes forward. */
long long peer_clock(void);

#endif
