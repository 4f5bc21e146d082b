#ifndef TLS_OFFER_H
#define TLS_OFFER_H

#include <stdbool.h>
#include <stddef.h>

struct ssl_st; /* OpenSSL's SSL */

/* Looks at the ClientHello of TLS 1.1 and 1.0 that the client really sends:
 * OpenSSL's configuration can narrow it in more ways than OpenSSL tells of. */
struct tls_offer {
	bool looked;       /* the client has sent a hello */
	const char *lacks; /* what such servers may need and it does not offer;
			    * static; NULL: nothing */
};

/* Fills the offer, which starts as all zero, when the session sends its hello.
 * The offer must outlive the watch. */
void tls_offer_watch(struct ssl_st *, struct tls_offer *);
void tls_offer_unwatch(struct ssl_st *);

/* Lower level: what this message, with its header of four bytes (RFC 5246 7.4),
 * lacks.  NULL: nothing. */
const char *tls_offer_lacks(const unsigned char *hello, size_t len);

#endif
