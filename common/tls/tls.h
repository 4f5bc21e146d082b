#ifndef TLS_H
#define TLS_H

#include <stdbool.h>

#include "buf.h"
#include "deadline.h"
#include "error.h"
#include "stream.h"
#include "tls_config.h"
#include "tls_facts.h"
#include "tls_library.h"

/* Does OpenSSL accept the policy, and are the client's own certificate and key
 * usable?  -1: error set, ERROR_USAGE. */
int tls_check(const struct tls_config *, struct error *);

/* TLS over a stream.  The certificate is not judged: see certificate.h.  On
 * success the new stream owns the one below it; on failure NULL, error set
 * (ERROR_TLS when the peer does not get to a session, ERROR_USAGE when
 * OpenSSL cannot speak what the policy wants), and the stream below stays with
 * the caller.
 * Until the first byte of application data each TLS failure is ERROR_TLS: in
 * TLS 1.3 the server refuses a client after its handshake is over. */
struct stream *tls_connect(struct stream *below, const struct tls_config *,
    struct tls_facts *, struct deadline, struct error *);

/* Appends what binds a login to this session (RFC 5056) and gives its type:
 * tls-exporter (RFC 9266) on TLS 1.3, on TLS 1.2 tls-unique (RFC 5929), but
 * only with an extended master secret (RFC 7627).  NULL: no binding is safe to
 * use. */
const char *tls_channel_binding(struct stream *, struct buf *);

/* Appends "tls-server-end-point:" and the digest of the server's certificate
 * (RFC 5929 4), which also binds a login to the session.  -1: there is none. */
int tls_server_endpoint(struct stream *, struct buf *);

#endif
