#ifndef CERTIFICATE_PIN_H
#define CERTIFICATE_PIN_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"

struct x509_st; /* OpenSSL's X509 */

/* SHA-256 of a certificate or of its public key (SPKI, RFC 7469 2.4). */
struct certificate_pin {
	unsigned char digest[32];
};

/* Reads "sha256:HEX", in any case, with or without colons.  -1: it is
 * something else. */
int certificate_pin_parse(struct certificate_pin *, const char *);

/* Both digests of a certificate.  -1: OpenSSL cannot make them. */
int certificate_pin_make(struct x509_st *, struct certificate_pin *whole,
    struct certificate_pin *key);

/* Appends this text, and the digest in hexadecimal digits. */
void certificate_pin_put(
    struct buf *, const char *before, const struct certificate_pin *);

/* Does the certificate or its key fit one of the pins?  false: the text tells
 * both digests of the certificate, so that the user can copy them. */
bool certificate_pin_fits(struct x509_st *, const struct certificate_pin *pins,
    size_t pin_count, struct buf *why);

#endif
