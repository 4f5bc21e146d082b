#ifndef CERTIFICATE_STATUS_H
#define CERTIFICATE_STATUS_H

#include <openssl/types.h>
#include <stdbool.h>

#include "buf.h"

/* Reads the OCSP answer that came with the handshake (RFC 6066 8).  A length of
 * 0 or less: there is no answer; an issuer of NULL: it is not known.  true: the
 * issuer, or a responder that it authorises (RFC 6960 4.2.2.2), says that the
 * certificate is good, and the answer has not expired.  Appends the words:
 * "good for 6 days", or what is wrong. */
bool certificate_status_is_good(const unsigned char *der, long len, X509 *leaf,
    X509 *issuer, struct buf *words);

#endif
