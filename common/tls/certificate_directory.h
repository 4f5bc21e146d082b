#ifndef CERTIFICATE_DIRECTORY_H
#define CERTIFICATE_DIRECTORY_H

#include <openssl/x509.h>
#include <stdbool.h>

#include "error.h"

/* A directory of certificates under the hashes of their subjects, as "openssl
 * rehash" makes it: "5ad8a5d6.0". */

/* Is there a file of such a name?  Also true if the directory cannot be listed
 * although it is there: its files may be readable all the same. */
bool certificate_directory_is_hashed(const char *path);

/* Adds the certificates with this subject to the store.  false: there is none.
 * A file that is there but cannot be read sets the error, ERROR_USAGE; then the
 * others count all the same. */
bool certificate_directory_find(
    const char *path, X509_STORE *, const X509_NAME *, struct error *);

#endif
