#ifndef CERTIFICATE_NAMES_H
#define CERTIFICATE_NAMES_H

#include <openssl/x509v3.h>
#include <stdbool.h>

#include "buf.h"

/* The names in a certificate.  Each put function appends printable text. */

/* Characters of a name that is a part of a longer text. */
#define CERTIFICATE_NAME_SHOWN 100

/* All parts of a name (RFC 4514), at most this many characters. */
void certificate_put_whole_name(X509_NAME *, size_t most, struct buf *);

/* The common name in UTF-8, or all parts of a name without one. */
void certificate_put_name(X509_NAME *, struct buf *);

/* Is it the name of a server: a DNS name or an address? */
bool certificate_is_identity(const GENERAL_NAME *);

/* Such a name. */
void certificate_put_identity(const GENERAL_NAME *, struct buf *);

/* The DNS names and addresses that the certificate is for (RFC 9525 6.3). */
void certificate_put_identities(X509 *, struct buf *);

#endif
