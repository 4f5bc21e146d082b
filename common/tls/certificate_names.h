#ifndef CERTIFICATE_NAMES_H
#define CERTIFICATE_NAMES_H

#include <openssl/x509v3.h>
#include <stdbool.h>

#include "buf.h"

/* What certificate.c says about names; each appends printable text. */

/* Characters of a name, where it is one of several things to tell. */
#define CERTIFICATE_NAME_SHOWN 100

/* All parts of a name (RFC 4514), or so many characters of them. */
void certificate_put_whole_name(X509_NAME *, size_t most, struct buf *);

/* The common name, in UTF-8 and whole, or all of the name where there is none.
 */
void certificate_put_name(X509_NAME *, struct buf *);

/* Does it name a server, as a DNS name or an address does?  Such a name. */
bool certificate_is_identity(const GENERAL_NAME *);
void certificate_put_identity(const GENERAL_NAME *, struct buf *);

/* The DNS names and addresses that the certificate is for (RFC 9525 6.3). */
void certificate_put_identities(X509 *, struct buf *);

#endif
