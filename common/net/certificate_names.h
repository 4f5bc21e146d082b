#ifndef CERTIFICATE_NAMES_H
#define CERTIFICATE_NAMES_H

#include <openssl/types.h>

#include "buf.h"

/* What certificate.c says about names; each appends printable text. */

/* All parts of a name (RFC 4514). */
void certificate_put_whole_name(X509_NAME *, struct buf *);

/* The common name, in UTF-8 and whole, or all of the name where there is none.
 */
void certificate_put_name(X509_NAME *, struct buf *);

/* The DNS names and addresses that the certificate is for (RFC 9525 6.3). */
void certificate_put_identities(X509 *, struct buf *);

#endif
