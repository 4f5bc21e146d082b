#ifndef CERTIFICATE_BUNDLE_H
#define CERTIFICATE_BUNDLE_H

#include <openssl/x509.h>
#include <stdbool.h>

#include "error.h"

/* The certificates of a PEM file.  Decoding all of the system's takes ten times
 * as long as the rest of a check.  So only the subject of each is read, and
 * those that a chain needs are decoded. */
struct certificate_bundle;

/* Reads the file.  NULL: error set, ERROR_USAGE; also without certificates. */
struct certificate_bundle *certificate_bundle_open(
    const char *path, struct error *);
void certificate_bundle_free(struct certificate_bundle *); /* NULL is nothing */

/* Adds the certificates with this subject to the store.  exactly: the names
 * must be equal byte by byte (RFC 5280 4.1.2.6); otherwise by the rules of RFC
 * 5280 7.1, which is ten times slower.  false: there is no such certificate. */
bool certificate_bundle_find(
    struct certificate_bundle *, X509_STORE *, const X509_NAME *, bool exactly);

#endif
