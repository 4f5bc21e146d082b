#ifndef CERTIFICATE_PIN_H
#define CERTIFICATE_PIN_H

#include <openssl/types.h>

#include "buf.h"
#include "certificate.h"

/* Both digests of a certificate.  -1: OpenSSL cannot make them. */
int certificate_pin_make(
    X509 *, struct certificate_pin *whole, struct certificate_pin *key);

/* Appends this text, and the digest in hexadecimal digits. */
void certificate_pin_put(
    struct buf *, const char *before, const struct certificate_pin *);

/* Is it one of the pins?  Otherwise false, with both digests of the certificate
 * in the text, to copy from. */
bool certificate_pin_fits(
    X509 *, const struct certificate_policy *, struct buf *why);

#endif
