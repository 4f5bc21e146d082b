#ifndef CERTIFICATE_DATES_H
#define CERTIFICATE_DATES_H

#include <openssl/x509.h>

#include "buf.h"
#include "certificate_facts.h"

/* Seconds from now to this time.  -1: also if it cannot be read. */
double certificate_seconds_until(const ASN1_TIME *);

/* Sets the dates of the facts from the certificate that expires first, among
 * the first count ones of the list. */
void certificate_read_dates(
    STACK_OF(X509) *, int count, X509 *leaf, struct certificate_facts *);

/* Appends "10 days", or the hours if it is less than two days. */
void certificate_put_span(struct buf *, double seconds);

/* Appends "2060-01-31 12:00 UTC". */
void certificate_put_time(struct buf *, const ASN1_TIME *);

#endif
