#ifndef CERTIFICATE_STORE_H
#define CERTIFICATE_STORE_H

#include <stdbool.h>
#include <stddef.h>

#include "error.h"

struct x509_store_st;     /* OpenSSL's X509_STORE */
struct x509_store_ctx_st; /* OpenSSL's X509_STORE_CTX */

/* Where trust comes from; both NULL: the system's store. */
struct certificate_trust {
	const char *file; /* certificates in PEM */
	const char *path; /* a directory that "openssl rehash" has seen */
};

/* The certificates that are trusted, for any number of threads: roots, and also
 * an intermediate CA or the server's own, which are trusted as they are,
 * without their issuer. */
struct certificate_store;

/* Opens the store.  A certificate of a hashed directory or of the system is
 * read only when a chain asks for it.  NULL: error set, ERROR_USAGE.
 * certificate_store_free() takes it back. */
struct certificate_store *certificate_store_open(
    const struct certificate_trust *, struct error *);
void certificate_store_free(struct certificate_store *); /* NULL is nothing */

/* The store as OpenSSL verifies with it; it stays the store's. */
struct x509_store_st *certificate_store_x509(struct certificate_store *);

/* Could all files be read that the chains so far asked for?  -1: error set,
 * ERROR_USAGE: a fault of a chain may be this host's.  A file of the system
 * that is not there is no failure. */
int certificate_store_check(struct certificate_store *, struct error *);

/* The files and folders that are read only when a chain asks for them, with
 * those to which a hashed directory may link.  They stay the store's. */
size_t certificate_store_paths(
    const struct certificate_store *, const char **, size_t size);

/* Has the verification found that there is not a single root? */
bool certificate_store_is_empty(struct x509_store_ctx_st *);

#endif
