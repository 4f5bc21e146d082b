#ifndef CERTIFICATE_STORE_H
#define CERTIFICATE_STORE_H

#include <openssl/types.h>

/* The inside of a store, for certificate.c. */
struct certificate_store {
	X509_STORE *store;
	struct certificate_bundle *bundle; /* more roots, or NULL */
	const char *later; /* the file of the bundle, not read yet; or NULL */
};

#endif
