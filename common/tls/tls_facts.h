#ifndef TLS_FACTS_H
#define TLS_FACTS_H

#include <stdbool.h>

/* How the server has refused the ClientHello, as far as that is certain. */
enum tls_refusal {
	TLS_NOT_REFUSED, /* or it is not certain */
	/* By an alert that says that it accepts none of these versions and
	 * ciphers (RFC 8446 6.2). */
	TLS_REFUSED_BY_ALERT,
	/* By the alert internal_error.  Servers with OpenSSL 3 say so if their
	 * security level leaves nothing for TLS 1.0 and 1.1. */
	TLS_REFUSED_BY_FAULT,
	/* It has read the hello and then ended the connection in order, without
	 * a reason. */
	TLS_REFUSED_BY_CLOSE,
};

/* "SecP384r1MLKEM1024" and its NUL, with room to spare. */
#define TLS_GROUP_SIZE 64

/* What the handshake agreed on; all strings are static. */
struct tls_facts {
	const char *version;        /* "TLSv1.3"; NULL: no TLS */
	const char *cipher;         /* "TLS_AES_256_GCM_SHA384" */
	char group[TLS_GROUP_SIZE]; /* "X25519"; "" if there was no group */
	enum tls_refusal refusal;
	bool cut; /* the error's text ends with a line of the server whose end
		   * has not arrived: a secret in it may be cut */
};

#endif
