#ifndef TLS_CONTEXT_H
#define TLS_CONTEXT_H

#include <stdbool.h>

#include "error.h"
#include "tls_config.h"

struct ssl_ctx_st; /* OpenSSL's SSL_CTX */

/* What all sessions with the same certificate of the client have in common.  It
 * costs as much as half a handshake, and does not change: sessions of several
 * threads may use it at once.  NULL: error set, ERROR_USAGE. */
struct ssl_ctx_st *tls_context_new(const struct tls_config *, struct error *);
/* How many seconds the client's own certificate is still valid, and how many it
 * is in all.  false: there is none. */
bool tls_context_dates(struct ssl_ctx_st *, double *seconds, double *lifetime);

void tls_context_free(struct ssl_ctx_st *); /* NULL is nothing */

#endif
