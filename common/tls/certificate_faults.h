#ifndef CERTIFICATE_FAULTS_H
#define CERTIFICATE_FAULTS_H

#include <openssl/x509.h>
#include <stdbool.h>

#include "certificate_facts.h"

/* What certificate_note_fault() works on: the context's application data. */
struct examination {
	struct certificate_facts *facts;
	const char *name; /* the name that the certificate must be for */
	int failure; /* a code that is this host's; X509_V_OK: there was none */
};

/* Does this code of a verification tell of this host, and not of the chain? */
bool certificate_fails_here(int code);

/* Notes each CA that only the server vouches for and that does not say that it
 * is one (RFC 5280 6.1.4 k): OpenSSL also accepts one whose keyUsage says so.
 */
void certificate_note_issuers(X509_STORE_CTX *);

/* The callback of a verification: notes each fault in plain words and lets the
 * verification go on to the next. */
int certificate_note_fault(int ok, X509_STORE_CTX *);

#endif
