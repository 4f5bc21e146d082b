#ifndef TLS_SHOW_H
#define TLS_SHOW_H

#include "stream.h"
#include "tls_config.h"

/* Appends to the config's details what an administrator may want to know of a
 * session and of the certificates that the server sent, in whole lines of
 * printable text.  The handshake may have failed. */
void tls_show(struct stream *, const struct tls_config *);

#endif
