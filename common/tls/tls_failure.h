#ifndef TLS_FAILURE_H
#define TLS_FAILURE_H

#include "error.h"

/* Sets the error for a code of OpenSSL's error queue, in plain words.  It is of
 * this kind, but ERROR_USAGE if the client's library refuses.  Returns -1. */
int tls_failure(unsigned long code, enum error_kind, struct error *);

#endif
