#ifndef TLS_LIBRARY_H
#define TLS_LIBRARY_H

#include "error.h"

/* From now on OpenSSL ends the program, as all of it, when there is no memory;
 * before its first other use. */
void tls_use_memory(void);

/* Sets OpenSSL up for what this program uses; before its first other use.  The
 * system's configuration counts as far as OpenSSL understands it, but one that
 * the user names in OPENSSL_CONF must be whole.  -1: error set, ERROR_USAGE. */
int tls_initialise(struct error *);

/* Name and version of the library that is in use. */
const char *tls_library(void);

#endif
