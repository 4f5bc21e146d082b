#ifndef CERTIFICATE_PIN_H
#define CERTIFICATE_PIN_H

#include <openssl/types.h>

#include "buf.h"
#include "certificate.h"

/* Is it one of the pins?  Otherwise false, with both digests of the certificate
 * in the text, to copy from. */
bool certificate_pin_fits(
    X509 *, const struct certificate_policy *, struct buf *why);

#endif
