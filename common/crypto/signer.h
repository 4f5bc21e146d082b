#ifndef SIGNER_H
#define SIGNER_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "digest.h"
#include "error.h"

/* Signatures of RFC 7518 3.3 and 3.5, both with an RSA key. */
enum signature {
	SIGNATURE_RS256,
	SIGNATURE_PS256,
};

/* A private key, and the certificate that goes with it. */
struct signer;

/* Reads a private key and a certificate; NULL: there is none.  Both are PEM;
 * the text may have more in it.  NULL: error set, ERROR_USAGE, also if the key
 * is no RSA key, or not that of the certificate. */
struct signer *signer_read(
    const struct buf *key, const struct buf *certificate, struct error *);
void signer_free(struct signer *);

/* As in a JOSE header: "RS256". */
const char *signature_name(enum signature);

/* Appends the signature.  -1: error set, ERROR_USAGE. */
int signer_sign(const struct signer *, enum signature, const void *, size_t,
    struct buf *, struct error *);

/* The digest of the certificate.  -1: error set, ERROR_USAGE. */
int signer_thumbprint(const struct signer *, enum digest,
    unsigned char out[DIGEST_SIZE], struct error *);

/* Days until the certificate ends, rounded down; below zero afterwards.  false:
 * it is no certificate. */
bool signer_certificate_days(const struct buf *certificate, int *days);

#endif
