/* The proofs of SCRAM: RFC 5802 3. */

#include "scram_proof.h"

#include "memory.h"

/* ClientKey XOR ClientSignature. */
static int
prove_ours(const struct scram_basis *basis, const struct buf *salted,
    unsigned char proof[DIGEST_SIZE], struct error *error)
{
	enum digest digest = basis->digest;
	size_t size = digest_size(digest);
	unsigned char key[DIGEST_SIZE], stored[DIGEST_SIZE];
	struct buf stored_key = BUF_SECRET(DIGEST_SIZE);
	int rc = -1;

	if (digest_hmac(digest, salted, "Client Key", 10, key, error) == -1 ||
	    digest_hash(digest, key, size, stored, error) == -1)
		goto done;
	(void)buf_append(&stored_key, stored, size);
	rc = digest_hmac(digest, &stored_key, basis->message->data,
	    basis->message->len, proof, error);
	for (size_t i = 0; rc == 0 && i < size; i++)
		proof[i] ^= key[i];
done:
	memory_wipe(key, sizeof(key));
	memory_wipe(stored, sizeof(stored));
	buf_free(&stored_key);
	return rc;
}

static int
prove_theirs(const struct scram_basis *basis, const struct buf *salted,
    unsigned char proof[DIGEST_SIZE], struct error *error)
{
	enum digest digest = basis->digest;
	unsigned char key[DIGEST_SIZE];
	struct buf server_key = BUF_SECRET(DIGEST_SIZE);
	int rc = digest_hmac(digest, salted, "Server Key", 10, key, error);

	if (rc == 0) {
		(void)buf_append(&server_key, key, digest_size(digest));
		rc = digest_hmac(digest, &server_key, basis->message->data,
		    basis->message->len, proof, error);
	}
	memory_wipe(key, sizeof(key));
	buf_free(&server_key);
	return rc;
}

int
scram_prove(const struct scram_basis *basis, struct scram_proofs *proofs,
    struct error *error)
{
	unsigned char bytes[DIGEST_SIZE];
	struct buf salted = BUF_SECRET(DIGEST_SIZE);
	int rc = digest_pbkdf2(basis->digest, basis->password, basis->salt,
	    basis->iterations, bytes, error);

	if (rc == 0) {
		(void)buf_append(&salted, bytes, digest_size(basis->digest));
		rc = prove_ours(basis, &salted, proofs->ours, error);
	}
	if (rc == 0)
		rc = prove_theirs(basis, &salted, proofs->theirs, error);
	memory_wipe(bytes, sizeof(bytes));
	buf_free(&salted);
	return rc;
}
