#ifndef TLS_CONFIG_H
#define TLS_CONFIG_H

#include <stdbool.h>

#include "buf.h"
#include "tls_policy.h"

/* What the client asks for. */
struct tls_config {
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
