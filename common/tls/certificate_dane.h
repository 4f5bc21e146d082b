#ifndef CERTIFICATE_DANE_H
#define CERTIFICATE_DANE_H

#include <openssl/types.h>

#include "buf.h"
#include "certificate_facts.h"
#include "error.h"
#include "tlsa.h"

/* DANE as RFC 7672 wants it for SMTP, by OpenSSL's own code. */

/* Hands the records that can be used to a session whose handshake is over; each
 * verification of its chain then looks at them alone.  NULL: there is nothing
 * to hand over.  -1: error set, ERROR_USAGE: none of them can be used. */
int certificate_dane_begin(
    SSL *, const struct tlsa *, const char *name, struct error *);

/* After the verification: which record has matched, or the fault that none has.
 */
void certificate_dane_end(SSL *, struct certificate_facts *);

/* The words for that, with the record that would match. */
void certificate_dane_put_mismatch(X509 *, struct buf *);

#endif
