/* Hash functions, HMAC, PBKDF2 and random nonces, all from libcrypto. */

#include "digest.h"

#include <limits.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

/* In the order of enum digest. */
static const struct {
	const char *name;
	size_t size;
} digests[] = {
	{ "MD5", 16 },
	{ "SHA1", 20 },
	{ "SHA256", 32 },
	{ "SHA512", 64 },
};

size_t
digest_size(enum digest digest)
{
	return digests[digest].size;
}

static int
digest_fail(enum digest digest, struct error *error)
{
	return error_set(error, ERROR_USAGE,
	    "this OpenSSL does not do %s (FIPS mode?)", digests[digest].name);
}

/* A session without TLS has not initialised libcrypto yet.  This does it
 * without error strings, legacy ciphers and a clean-up at exit, which nobody
 * needs here. */
bool
digest_start(void)
{
	return OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CRYPTO_STRINGS |
				       OPENSSL_INIT_NO_ADD_ALL_CIPHERS |
				       OPENSSL_INIT_NO_ATEXIT,
		   NULL) == 1 &&
	       OSSL_LIB_CTX_get0_global_default() != NULL;
}

static EVP_MD *
fetch_digest(enum digest digest)
{
	return digest_start() ? EVP_MD_fetch(NULL, digests[digest].name, NULL)
			      : NULL;
}

int
digest_hash(enum digest digest, const void *bytes, size_t len,
    unsigned char out[DIGEST_SIZE], struct error *error)
{
	EVP_MD *md = fetch_digest(digest);
	int rc = md != NULL && EVP_Digest(bytes, len, out, NULL, md, NULL) == 1;

	EVP_MD_free(md);
	return rc == 1 ? 0 : digest_fail(digest, error);
}

int
digest_hmac(enum digest digest, const struct buf *key, const void *bytes,
    size_t len, unsigned char out[DIGEST_SIZE], struct error *error)
{
	EVP_MD *md = fetch_digest(digest);
	bool done = md != NULL && key->len <= INT_MAX &&
		    HMAC(md, buf_string(key), (int)key->len, bytes, len, out,
			NULL) != NULL;

	EVP_MD_free(md);
	return done ? 0 : digest_fail(digest, error);
}

int
digest_pbkdf2(enum digest digest, const struct buf *password,
    const struct buf *salt, unsigned int iterations,
    unsigned char out[DIGEST_SIZE], struct error *error)
{
	EVP_MD *md = fetch_digest(digest);
	bool done =
	    md != NULL && iterations <= INT_MAX && password->len <= INT_MAX &&
	    salt->len <= INT_MAX &&
	    PKCS5_PBKDF2_HMAC(buf_string(password), (int)password->len,
		(const unsigned char *)buf_string(salt), (int)salt->len,
		(int)iterations, md, (int)digest_size(digest), out) == 1;

	EVP_MD_free(md);
	return done ? 0 : digest_fail(digest, error);
}

int
digest_hex(struct buf *out, const unsigned char *bytes, size_t len)
{
	static const char hex[] = "0123456789abcdef";

	for (size_t i = 0; i < len; i++)
		if (buf_putc(out, hex[bytes[i] >> 4]) == -1 ||
		    buf_putc(out, hex[bytes[i] & 15]) == -1)
			return -1;
	return 0;
}

bool
digest_equal(const void *a, const void *b, size_t len)
{
	return CRYPTO_memcmp(a, b, len) == 0;
}

int
digest_nonce(struct buf *out, size_t characters, struct error *error)
{
	static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				       "abcdefghijklmnopqrstuvwxyz"
				       "0123456789-_";
	unsigned char chance[DIGEST_SIZE];

	if (characters > sizeof(chance) || !digest_start() ||
	    RAND_bytes(chance, (int)characters) != 1)
		return error_set(
		    error, ERROR_USAGE, "OpenSSL has no random numbers");
	for (size_t i = 0; i < characters; i++)
		if (buf_putc(out, alphabet[chance[i] & 63]) == -1)
			return error_set(error, ERROR_USAGE, "nonce too long");
	return 0;
}
