#ifndef TLS_CONFIG_H
#define TLS_CONFIG_H

#include <stdbool.h>

#include "buf.h"
#include "tls_policy.h"

struct ssl_ctx_st; /* OpenSSL's SSL_CTX */

/* What the client asks for. */
struct tls_config {
	/* Borrowed: what it has in common with other sessions, see
	 * tls_context.h.  NULL: it is the only one. */
	struct ssl_ctx_st *context;
	struct tls_policy policy;
	const char *server_name; /* SNI (RFC 6066 3), NULL: none is sent */
	const char *certificate; /* file with the client's own chain (PEM), or
				  * NULL */
	const char *key;         /* file with its key; NULL: the same file */
	bool ask_status;         /* for an OCSP answer (RFC 6066 8) */
	struct buf *details; /* borrowed: a handshake that fails is described
			      * here; NULL: not wanted */
};

#endif
