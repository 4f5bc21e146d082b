#ifndef CERTIFICATE_STORE_H
#define CERTIFICATE_STORE_H

#include <openssl/types.h>
#include <stdbool.h>

/* The inside of a store, for certificate.c. */
struct certificate_store {
	X509_STORE *store;
	const char *bundle; /* file with more roots, not read yet; or NULL */
};

/* Reads the roots that the store has held back.  false: there are none. */
bool certificate_store_extend(struct certificate_store *);

#endif
