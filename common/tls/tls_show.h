#ifndef TLS_SHOW_H
#define TLS_SHOW_H

#include "stream.h"
#include "tls_config.h"

/* Appends to the config's details all that an administrator may want to know of
 * a session, whether its handshake succeeded or not, and of the certificates
 * that the server sent: whole lines of printable text. */
void tls_show(struct stream *, const struct tls_config *);

#endif
