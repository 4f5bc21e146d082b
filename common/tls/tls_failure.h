#ifndef TLS_FAILURE_H
#define TLS_FAILURE_H

#include "error.h"

/* The number of the peer's alert that this code of OpenSSL's error queue tells
 * of (RFC 8446 6).  -1: it tells of something else. */
int tls_failure_alert(unsigned long code);

/* Sets the error for a code of OpenSSL's error queue, in plain words.  It is of
 * this kind, but ERROR_USAGE if the client's library refuses, or fails on this
 * host.  Returns -1. */
int tls_failure(unsigned long code, enum error_kind, struct error *);

#endif
