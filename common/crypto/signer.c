/* Signs with an RSA key, by libcrypto. */
#include "signer.h"

#include <limits.h>
#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <stdlib.h>

#include "memory.h"

/* A key of more bits would take seconds. */
#define KEY_BITS_MAX 16384

struct signer {
	EVP_PKEY *key;
	X509 *certificate; /* or NULL */
};

/* Nobody is there to type a password. */
static int
no_password(char *password, int size, int writing, void *context)
{
	bool *asked = context;

	(void)password;
	(void)size;
	(void)writing;
	*asked = true;
	return -1;
}

static BIO *
open_text(const struct buf *text)
{
	return text->len > INT_MAX
		   ? NULL
		   : BIO_new_mem_buf(buf_string(text), (int)text->len);
}

static EVP_PKEY *
read_key(const struct buf *text, struct error *error)
{
	BIO *bio = digest_start() ? open_text(text) : NULL;
	bool asked = false;
	EVP_PKEY *key = NULL;

	if (bio != NULL)
		key = PEM_read_bio_PrivateKey(bio, NULL, no_password, &asked);
	BIO_free(bio);
	/* What stays in the queue would be taken for a fault of TLS. */
	ERR_clear_error();
	if (key == NULL)
		(void)error_set(error, ERROR_USAGE,
		    asked ? "the private key is encrypted"
			  : "there is no private key (PEM)");
	else if (EVP_PKEY_get_base_id(key) != EVP_PKEY_RSA)
		(void)error_set(
		    error, ERROR_USAGE, "the private key is no RSA key");
	else if (EVP_PKEY_get_bits(key) > KEY_BITS_MAX)
		(void)error_set(error, ERROR_USAGE,
		    "the private key has more than %d bits", KEY_BITS_MAX);
	else
		return key;
	EVP_PKEY_free(key);
	return NULL;
}

static X509 *
read_certificate(const struct buf *text)
{
	BIO *bio = digest_start() ? open_text(text) : NULL;
	bool asked = false;
	X509 *certificate = NULL;

	if (bio != NULL)
		certificate = PEM_read_bio_X509(bio, NULL, no_password, &asked);
	BIO_free(bio);
	ERR_clear_error();
	return certificate;
}

struct signer *
signer_read(
    const struct buf *key, const struct buf *certificate, struct error *error)
{
	struct signer *signer = memory_zeroed(sizeof(*signer));
	bool good = false;

	signer->key = read_key(key, error);
	if (certificate != NULL)
		signer->certificate = read_certificate(certificate);
	if (signer->key != NULL && certificate != NULL &&
	    signer->certificate == NULL)
		(void)error_set(
		    error, ERROR_USAGE, "there is no certificate (PEM)");
	else if (signer->key != NULL && certificate != NULL &&
		 X509_check_private_key(signer->certificate, signer->key) != 1)
		(void)error_set(error, ERROR_USAGE,
		    "the private key is not that of the certificate");
	else
		good = signer->key != NULL;
	if (good)
		return signer;
	signer_free(signer);
	return NULL;
}

void
signer_free(struct signer *signer)
{
	if (signer == NULL)
		return;
	EVP_PKEY_free(signer->key);
	X509_free(signer->certificate);
	free(signer);
}

const char *
signature_name(enum signature signature)
{
	return signature == SIGNATURE_PS256 ? "PS256" : "RS256";
}

/* RFC 7518 3.5: the salt is as long as the hash. */
static bool
set_padding(EVP_PKEY_CTX *context, enum signature signature)
{
	if (signature == SIGNATURE_RS256)
		return EVP_PKEY_CTX_set_rsa_padding(
			   context, RSA_PKCS1_PADDING) == 1;
	return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) ==
		   1 &&
	       EVP_PKEY_CTX_set_rsa_pss_saltlen(
		   context, RSA_PSS_SALTLEN_DIGEST) == 1;
}

int
signer_sign(const struct signer *signer, enum signature signature,
    const void *bytes, size_t len, struct buf *out, struct error *error)
{
	unsigned char made[KEY_BITS_MAX / 8];
	size_t size = sizeof(made);
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	EVP_PKEY_CTX *padding = NULL; /* of the context */
	bool done = context != NULL &&
		    EVP_DigestSignInit_ex(context, &padding, "SHA256", NULL,
			NULL, signer->key, NULL) == 1 &&
		    set_padding(padding, signature) &&
		    EVP_DigestSign(context, made, &size, bytes, len) == 1 &&
		    buf_append(out, made, size) == 0;

	EVP_MD_CTX_free(context);
	if (done)
		return 0;
	return error_set(error, ERROR_USAGE, "OpenSSL cannot sign %s with it",
	    signature_name(signature));
}

int
signer_thumbprint(const struct signer *signer, enum digest digest,
    unsigned char out[DIGEST_SIZE], struct error *error)
{
	unsigned char *bytes = NULL;
	int len = i2d_X509(signer->certificate, &bytes), rc;

	if (len < 0)
		return error_set(
		    error, ERROR_USAGE, "the certificate cannot be encoded");
	rc = digest_hash(digest, bytes, (size_t)len, out, error);
	OPENSSL_free(bytes);
	return rc;
}

bool
signer_certificate_days(const struct buf *text, int *days)
{
	X509 *certificate = read_certificate(text);
	int seconds = 0;
	bool known =
	    certificate != NULL && ASN1_TIME_diff(days, &seconds, NULL,
				       X509_get0_notAfter(certificate)) == 1;

	/* Both have the same sign, and the days are cut towards zero. */
	if (known && seconds < 0)
		*days -= 1;
	X509_free(certificate);
	return known;
}
