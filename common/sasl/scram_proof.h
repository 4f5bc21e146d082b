#ifndef SCRAM_PROOF_H
#define SCRAM_PROOF_H

#include "buf.h"
#include "digest.h"
#include "error.h"

/* What the proofs of both sides are made of (RFC 5802 3). */
struct scram_basis {
	enum digest digest;
	const struct buf *password; /* prepared */
	const struct buf *salt;
	unsigned int iterations;
	const struct buf *message; /* AuthMessage */
};

/* ClientProof, and the ServerSignature that the server must send: digest_size()
 * bytes each.  The caller wipes them. */
struct scram_proofs {
	unsigned char ours[DIGEST_SIZE], theirs[DIGEST_SIZE];
};

/* Computes both proofs.  -1: error set, see digest.h. */
int scram_prove(
    const struct scram_basis *, struct scram_proofs *, struct error *);

#endif
