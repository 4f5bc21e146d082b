#ifndef CERTIFICATE_STORE_H
#define CERTIFICATE_STORE_H

#include <openssl/types.h>
#include <stdbool.h>

/* The inside of a store, for certificate.c. */
struct certificate_store {
	X509_STORE *store;
	struct certificate_bundle *bundle; /* more roots, or NULL */
	const char *later;  /* the file of the bundle, not read yet; or NULL */
	bool has_directory; /* of hashed roots */
};

/* Has the verification found that there is not a single root? */
bool certificate_store_is_empty(X509_STORE_CTX *);

#endif
