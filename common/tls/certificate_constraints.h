#ifndef CERTIFICATE_CONSTRAINTS_H
#define CERTIFICATE_CONSTRAINTS_H

#include <openssl/x509_vfy.h>

/* Notes a CA of the verified chain whose name constraints exclude the name that
 * the certificate must be for (RFC 5280 4.2.1.10).  OpenSSL compares only the
 * names in the certificate: it accepts the name through a wildcard that is
 * wider than what is excluded.  The context's application data: see struct
 * examination. */
void certificate_note_exclusion(X509_STORE_CTX *);

#endif
