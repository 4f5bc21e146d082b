#ifndef CERTIFICATE_DANE_H
#define CERTIFICATE_DANE_H

#include <openssl/types.h>

#include "buf.h"
#include "certificate_facts.h"
#include "error.h"
#include "tlsa.h"

/* DANE for SMTP (RFC 7672), with OpenSSL's own code. */

/* Gives the usable records to a session whose handshake is over.  From then on
 * the verification of its chain uses only these records.  tlsa of NULL: does
 * nothing.  -1: error set, ERROR_USAGE: no record is usable. */
int certificate_dane_begin(
    SSL *, const struct tlsa *, const char *name, struct error *);

/* After the verification: notes the record that matched, or adds a fault. */
void certificate_dane_end(SSL *, struct certificate_facts *);

/* Appends the words for that fault, with the record that would match. */
void certificate_dane_put_mismatch(X509 *, struct buf *);

#endif
