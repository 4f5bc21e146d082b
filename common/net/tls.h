#ifndef TLS_H
#define TLS_H

#include <stdbool.h>

#include "buf.h"
#include "deadline.h"
#include "error.h"
#include "stream.h"

struct ssl_st; /* OpenSSL's SSL */

/* Sets OpenSSL up for what this program uses; before its first other use. */
void tls_initialise(void);

/* Name and version of the library that is in use. */
const char *tls_library(void);

/* What the client asks for. */
struct tls_config {
	const char *server_name; /* SNI (RFC 6066 3), NULL: none is sent */
	const char *certificate; /* file with our own chain (PEM), or NULL */
	const char *key;         /* file with its key; NULL: the same file */
	bool ask_status;         /* for an OCSP answer (RFC 6066 8) */
};

/* Can our own certificate and its key be used?  -1: error set, ERROR_USAGE. */
int tls_check(const struct tls_config *, struct error *);

/* What the handshake agreed on; all strings are static. */
struct tls_facts {
	const char *version; /* "TLSv1.3"; NULL: no TLS */
	const char *cipher;  /* "TLS_AES_256_GCM_SHA384" */
	const char *group;   /* "x25519"; "" when there was none */
};

/* TLS over a stream, TLS 1.2 at the least.  The certificate is not judged: see
 * certificate.h.  On success the new stream owns the one below it; on failure
 * NULL, error set (ERROR_TLS when the peer does not get to a session), and the
 * stream below stays with the caller.
 * Until the first byte of application data each TLS failure is ERROR_TLS: in
 * TLS 1.3 the server refuses a client after its handshake is over. */
struct stream *tls_connect(struct stream *below, const struct tls_config *,
    struct tls_facts *, struct deadline, struct error *);

/* The session of a stream that tls_connect() made. */
struct ssl_st *stream_tls_session(struct stream *);

/* Appends what binds a login to this session (RFC 5056) and gives its type:
 * tls-exporter (RFC 9266) on TLS 1.3, on TLS 1.2 tls-unique (RFC 5929), but
 * only with an extended master secret (RFC 7627).  NULL: nothing is safe to
 * use. */
const char *tls_channel_binding(struct stream *, struct buf *);

/* Lower level, for tls.c: the stream around a session that has not begun, and
 * its handshake.  The stream owns the session. */
struct stream *stream_tls(struct stream *below, struct ssl_st *);
int stream_tls_handshake(struct stream *, struct deadline, struct error *);

/* Frees the stream but not the one below it. */
void stream_tls_abandon(struct stream *);

#endif
