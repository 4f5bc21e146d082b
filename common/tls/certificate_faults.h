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

/* The callback of a verification: notes each fault in plain words and lets the
 * verification go on to the next. */
int certificate_note_fault(int ok, X509_STORE_CTX *);

#endif
