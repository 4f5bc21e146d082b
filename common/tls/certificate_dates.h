#ifndef CERTIFICATE_DATES_H
#define CERTIFICATE_DATES_H

#include <openssl/x509.h>

#include "buf.h"
#include "certificate_facts.h"

/* Seconds from now to this time; one that cannot be read is over. */
double certificate_seconds_until(const ASN1_TIME *);

/* The certificate that expires first, of so many of this list, sets the dates
 * of the facts. */
void certificate_read_dates(
    STACK_OF(X509) *, int count, X509 *leaf, struct certificate_facts *);

/* "10 days", or hours where there are too few days to tell. */
void certificate_put_span(struct buf *, double seconds);

/* "2060-01-31 12:00 UTC" */
void certificate_put_time(struct buf *, const ASN1_TIME *);

#endif
