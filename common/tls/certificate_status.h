#ifndef CERTIFICATE_STATUS_H
#define CERTIFICATE_STATUS_H

#include <openssl/types.h>
#include <stdbool.h>

#include "buf.h"

/* Reads the OCSP answer that came with the handshake (RFC 6066 8; a length of
 * 0 or less: there is none): does the issuer, or somebody whom it lets answer
 * (RFC 6960 4.2.2.2), say that the certificate is good, and is that still so?
 * The words are "good for 6 days", or what is wrong.  An issuer of NULL is not
 * known. */
bool certificate_status_is_good(const unsigned char *der, long len, X509 *leaf,
    X509 *issuer, struct buf *words);

#endif
