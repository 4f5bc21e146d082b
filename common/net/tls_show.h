#ifndef TLS_SHOW_H
#define TLS_SHOW_H

#include "buf.h"

struct ssl_st; /* OpenSSL's SSL */

/* All that an administrator may want to know of a session, whether its
 * handshake succeeded or not, and of the certificates that the server sent, in
 * whole lines of printable text. */
void tls_show(struct ssl_st *, struct buf *);

#endif
