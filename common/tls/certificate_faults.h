#ifndef CERTIFICATE_FAULTS_H
#define CERTIFICATE_FAULTS_H

#include <openssl/x509.h>
#include <stdbool.h>

#include "buf.h"
#include "certificate.h"

/* What certificate_note_fault() works on: the context's application data. */
struct examination {
	struct certificate_facts *facts;
	const char *name; /* that was verified */
};

/* The callback of a verification: notes each fault in plain words and lets the
 * verification go on to the next. */
int certificate_note_fault(int ok, X509_STORE_CTX *);

/* Adds a fault, once, and without its words when there are too many. */
void certificate_add_fault(
    struct certificate_facts *, enum certificate_fault, const struct buf *text);

bool certificate_has_fault(
    const struct certificate_facts *, enum certificate_fault);

#endif
