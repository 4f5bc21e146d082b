#ifndef CERTIFICATE_PEM_H
#define CERTIFICATE_PEM_H

#include <openssl/x509.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "buf.h"

/* Bytes of a file; the bundle of a system has a quarter of a megabyte. */
#define CERTIFICATE_PEM_LIMIT ((off_t)16 * 1024 * 1024)

/* One pass over a PEM file (RFC 7468), of which only a part is held at a time.
 * It does not move the file's offset. */
struct certificate_pem {
	int fd;          /* borrowed */
	off_t next;      /* where the file is to be read on */
	struct buf text; /* not passed yet */
	size_t at;       /* in the text: what is before it is done with */
	bool ended;
	struct buf head; /* of a certificate, decoded */
};

/* A certificate in the text, from BEGIN to END with their lines: valid until
 * the pass goes on. */
struct certificate_block {
	const char *text;
	size_t len, body; /* the body begins at the second line */
	off_t offset;     /* in the file */
};

void certificate_pem_begin(struct certificate_pem *, int fd);
void certificate_pem_end(struct certificate_pem *);

/* Finds the next certificate.  false: there are no more. */
bool certificate_pem_next(struct certificate_pem *, struct certificate_block *);

/* Finds the subject (RFC 5280 4.1) near the start of the certificate, with its
 * DER header; valid until the next call.  false: it is not there. */
bool certificate_pem_subject(struct certificate_pem *,
    const struct certificate_block *, const unsigned char **, size_t *len);

/* Decodes a certificate.  NULL: it is none.  X509_free() gives it back. */
X509 *certificate_pem_read(const char *text, size_t len);

#endif
