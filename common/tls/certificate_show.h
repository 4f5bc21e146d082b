#ifndef CERTIFICATE_SHOW_H
#define CERTIFICATE_SHOW_H

#include <openssl/x509.h>

#include "buf.h"

/* Appends what an administrator may want to know of a certificate, in whole
 * lines of printable text.  Each line begins with its number in the chain. */
void certificate_show(X509 *, int number, struct buf *);

/* Appends the verified chain, up to the root, in one line. */
void certificate_show_path(STACK_OF(X509) *, struct buf *);

#endif
