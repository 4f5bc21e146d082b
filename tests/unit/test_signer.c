#include "signer.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <stdio.h>
#include <string.h>

#include "unit.h"

static struct buf pem = BUF_SECRET((size_t)64 * 1024);
static struct error error;

static void
load(const char *name)
{
	char path[512], chunk[4096];
	FILE *file;
	size_t n;

	(void)snprintf(path, sizeof(path), "%s/%s", getenv("CERTS"), name);
	file = fopen(path, "re");
	ck_assert_ptr_nonnull(file);
	buf_clear(&pem);
	error_clear(&error);
	while ((n = fread(chunk, 1, sizeof(chunk), file)) > 0)
		(void)buf_append(&pem, chunk, n);
	(void)fclose(file);
}

static void
tear_down(void)
{
	buf_free(&pem);
}

static bool
verifies(enum signature signature, const char *text, const struct buf *made)
{
	BIO *bio = BIO_new_mem_buf(pem.data, (int)pem.len);
	X509 *certificate = PEM_read_bio_X509(bio, NULL, NULL, NULL);
	EVP_MD_CTX *context = EVP_MD_CTX_new();
	EVP_PKEY_CTX *padding = NULL;
	bool good;

	ck_assert_ptr_nonnull(certificate);
	ck_assert_int_eq(EVP_DigestVerifyInit(context, &padding, EVP_sha256(),
			     NULL, X509_get0_pubkey(certificate)),
	    1);
	if (signature == SIGNATURE_PS256) {
		ck_assert_int_eq(EVP_PKEY_CTX_set_rsa_padding(
				     padding, RSA_PKCS1_PSS_PADDING),
		    1);
		ck_assert_int_eq(
		    EVP_PKEY_CTX_set_rsa_pss_saltlen(padding, 32), 1);
	}
	good = EVP_DigestVerify(context, (unsigned char *)made->data, made->len,
		   (const unsigned char *)text, strlen(text)) == 1;
	EVP_MD_CTX_free(context);
	X509_free(certificate);
	BIO_free(bio);
	return good;
}

START_TEST(signer_signs_as_the_certificate_verifies)
{
	enum signature signature = (enum signature)_i;
	struct buf made = BUF_INIT(1024);
	struct signer *signer;

	load("rsa.pem");
	signer = signer_read(&pem, &pem, &error);
	ck_assert_ptr_nonnull(signer);
	ck_assert_int_eq(
	    signer_sign(signer, signature, "a text", 6, &made, &error), 0);
	ck_assert_uint_eq(made.len, 256);
	ck_assert(verifies(signature, "a text", &made));
	ck_assert(!verifies(signature, "b text", &made));
	ck_assert_str_eq(
	    signature_name(signature), _i == 0 ? "RS256" : "PS256");
	signer_free(signer);
	buf_free(&made);
}
END_TEST

START_TEST(signer_has_the_digest_of_its_certificate)
{
	unsigned char hash[DIGEST_SIZE], wanted[EVP_MAX_MD_SIZE];
	unsigned int len = 0;
	struct signer *signer;
	BIO *bio;
	X509 *certificate;

	load("rsa.pem");
	signer = signer_read(&pem, &pem, &error);
	bio = BIO_new_mem_buf(pem.data, (int)pem.len);
	certificate = PEM_read_bio_X509(bio, NULL, NULL, NULL);
	ck_assert_int_eq(
	    signer_thumbprint(signer, DIGEST_SHA1, hash, &error), 0);
	ck_assert_int_eq(X509_digest(certificate, EVP_sha1(), wanted, &len), 1);
	ck_assert_int_eq(memcmp(hash, wanted, len), 0);
	X509_free(certificate);
	BIO_free(bio);
	signer_free(signer);
}
END_TEST

static const struct {
	const char *file, *said;
} bad[] = {
	{ "encrypted.key", "the private key is encrypted" },
	{ "leaf.pem", "there is no private key (PEM)" },
	{ "selfsigned.pem", "the private key is no RSA key" },
	{ "ed25519.pem", "the private key is no RSA key" },
};

START_TEST(signer_says_what_is_wrong_with_the_key)
{
	load(bad[_i].file);
	ck_assert_ptr_null(signer_read(&pem, NULL, &error));
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	ck_assert_str_eq(error.text, bad[_i].said);
}
END_TEST

START_TEST(signer_wants_the_key_of_the_certificate)
{
	struct buf key = BUF_SECRET((size_t)64 * 1024);

	load("rsa.pem");
	(void)buf_append(&key, pem.data, pem.len);
	load("leaf.pem");
	ck_assert_ptr_null(signer_read(&key, &pem, &error));
	ck_assert_str_eq(
	    error.text, "the private key is not that of the certificate");
	buf_clear(&pem);
	error_clear(&error);
	ck_assert_ptr_null(signer_read(&key, &pem, &error));
	ck_assert_str_eq(error.text, "there is no certificate (PEM)");
	buf_free(&key);
}
END_TEST

START_TEST(signer_knows_the_end_of_a_certificate)
{
	int days = 0;

	load("rsa.pem");
	ck_assert(signer_certificate_days(&pem, &days));
	ck_assert_int_gt(days, 10);
	load("expired.pem");
	ck_assert(signer_certificate_days(&pem, &days));
	ck_assert_int_lt(days, 0);
	load("encrypted.key");
	ck_assert(!signer_certificate_days(&pem, &days));
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("signer");
	TCase *tests = tcase_create("signer");

	tcase_add_checked_fixture(tests, NULL, tear_down);
	tcase_add_loop_test(
	    tests, signer_signs_as_the_certificate_verifies, 0, 2);
	tcase_add_test(tests, signer_has_the_digest_of_its_certificate);
	tcase_add_loop_test(
	    tests, signer_says_what_is_wrong_with_the_key, 0, ROWS_OF(bad));
	tcase_add_test(tests, signer_wants_the_key_of_the_certificate);
	tcase_add_test(tests, signer_knows_the_end_of_a_certificate);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
