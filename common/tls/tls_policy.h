#ifndef TLS_POLICY_H
#define TLS_POLICY_H

#include <stdbool.h>

#include "buf.h"
#include "error.h"

struct ssl_st; /* OpenSSL's SSL */

/* As the protocol numbers them (RFC 8446 4.1.2). */
enum tls_version {
	TLS_ANY = 0,
	TLS_1_0 = 0x0301,
	TLS_1_1 = 0x0302,
	TLS_1_2 = 0x0303,
	TLS_1_3 = 0x0304,
};

/* The versions and ciphers that the user allows.  All zero: TLS 1.2 and up,
 * with the ciphers of the library or of the system's policy. */
struct tls_policy {
	enum tls_version min, max; /* TLS_ANY: the user sets no limit */
	/* Ciphers of TLS 1.2, suites of 1.3, or both mixed; a kind that is not
	 * named stays as it is.  NULL: the user names no cipher. */
	const char *ciphers;
	/* For TLS 1.0 and 1.1: a refusal must prove that the server speaks
	 * neither.  If OpenSSL's configuration leaves out of the ClientHello
	 * what such servers use, tls_connect() sets ERROR_USAGE instead. */
	bool whole;
};

/* "1.2" -> TLS_1_2.  TLS_ANY: the text is not a version. */
enum tls_version tls_version_find(const char *);

/* Splits a list of ciphers into those for TLS 1.2 and older and the suites of
 * TLS 1.3; each half is a list as OpenSSL wants it.  -1: error set,
 * ERROR_USAGE. */
int tls_ciphers_sort(
    const char *, struct buf *ciphers, struct buf *suites, struct error *);

/* Sets versions and ciphers of a session before its handshake, and the security
 * level that they need.  -1: error set, ERROR_USAGE. */
int tls_policy_apply(
    struct ssl_st *, const struct tls_policy *, struct error *);

#endif
