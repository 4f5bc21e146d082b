#ifndef TLS_FAILURE_H
#define TLS_FAILURE_H

#include "error.h"

/* Sets the error that a code of OpenSSL's error queue is, in plain words: of
 * this kind, but ERROR_USAGE where our own library refuses.  Returns -1. */
int tls_failure(unsigned long code, enum error_kind, struct error *);

#endif
