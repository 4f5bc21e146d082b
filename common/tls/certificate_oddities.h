#ifndef CERTIFICATE_ODDITIES_H
#define CERTIFICATE_ODDITIES_H

#include <openssl/types.h>

#include "buf.h"

/* Appends what is unusual in the certificate of a server, "" if nothing is:
 * RFC 5280 forbids it, or no public CA could issue it.  OpenSSL accepts it,
 * many private CAs do it, and no login is in danger, so it is no fault. */
void certificate_put_oddities(X509 *, struct buf *);

#endif
