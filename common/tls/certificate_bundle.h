#ifndef CERTIFICATE_BUNDLE_H
#define CERTIFICATE_BUNDLE_H

#include <openssl/x509.h>
#include <stdbool.h>

#include "error.h"

/* The certificates of a PEM file.  To decode all of the system's costs ten
 * times the rest of a check, so only those are decoded that a chain asks for;
 * of the others no more than the subject is looked at. */
struct certificate_bundle;

/* Reads a file that has a certificate in it.  NULL: error set, ERROR_USAGE. */
struct certificate_bundle *certificate_bundle_open(
    const char *path, struct error *);
void certificate_bundle_free(struct certificate_bundle *); /* NULL is nothing */

/* Adds the certificates with this subject to the store.  Exactly is byte by
 * byte, as RFC 5280 4.1.2.6 wants it; otherwise RFC 5280 7.1 compares, at ten
 * times the cost.  false: there are none. */
bool certificate_bundle_find(
    struct certificate_bundle *, X509_STORE *, const X509_NAME *, bool exactly);

#endif
