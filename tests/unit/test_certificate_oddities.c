#include "certificate_oddities.h"

#include <openssl/evp.h>
#include <openssl/x509v3.h>
#include <string.h>

#include "unit.h"

/* A certificate by its version, its serial number in hexadecimal digits, and
 * its extensions; and what is unusual in it. */
static const struct {
	long version;
	const char *serial;
	struct {
		int nid;
		const char *value;
	} extensions[4];
	const char *said;
} rows[] = {
	{ X509_VERSION_3, "01", { { NID_subject_alt_name, "DNS:a.example" } },
	    "" },
	{ X509_VERSION_3, "7fffffffffffffffffffffffffffffffffffffff",
	    { { NID_subject_alt_name, "IP:192.0.2.1" },
		{ NID_basic_constraints, "CA:FALSE" },
		{ NID_key_usage, "digitalSignature" } },
	    "" },
	{ X509_VERSION_3, "00", { { NID_subject_alt_name, "DNS:a.example" } },
	    "its serial number is zero" },
	{ X509_VERSION_3, "-01", { { NID_subject_alt_name, "DNS:a.example" } },
	    "its serial number is negative" },
	{ X509_VERSION_3, "ffffffffffffffffffffffffffffffffffffffff",
	    { { NID_subject_alt_name, "DNS:a.example" } },
	    "its serial number is longer than 20 octets" },
	{ X509_VERSION_3, "01ffffffffffffffffffffffffffffffffffffffff",
	    { { NID_subject_alt_name, "DNS:a.example" } },
	    "its serial number is longer than 20 octets" },
	{ X509_VERSION_3, "01", { { NID_basic_constraints, "CA:FALSE" } },
	    "it has no SAN" },
	{ X509_VERSION_3, "01", { { NID_subject_alt_name, "DER:30:00" } },
	    "it has no SAN" },
	{ X509_VERSION_1, "01", { { 0 } },
	    "it is not of version 3, it has no SAN" },
	{ X509_VERSION_3, "01",
	    { { NID_subject_alt_name, "DNS:a.example" },
		{ NID_basic_constraints, "CA:TRUE" } },
	    "it is the certificate of a CA" },
	{ X509_VERSION_3, "01",
	    { { NID_subject_alt_name, "DNS:a.example" },
		{ NID_key_usage, "keyCertSign" } },
	    "its key may sign certificates" },
	{ X509_VERSION_3, "01",
	    { { NID_subject_alt_name, "DNS:a.example" },
		{ NID_name_constraints, "permitted;DNS:example" } },
	    "it has name constraints" },
	{ X509_VERSION_3, "01",
	    { { NID_subject_alt_name, "DNS:a.example" },
		{ NID_ext_key_usage, "serverAuth" } },
	    "" },
	{ X509_VERSION_3, "01",
	    { { NID_subject_alt_name, "DNS:a.example" },
		{ NID_ext_key_usage, "serverAuth, anyExtendedKeyUsage" } },
	    "it is for any use" },
	{ X509_VERSION_3, "01",
	    { { NID_subject_alt_name, "DNS:a.example" },
		{ NID_key_usage, "DER:02:01:00" } },
	    "an extension of it cannot be read" },
};

static X509 *
make(int row)
{
	X509 *certificate = X509_new();
	EVP_PKEY *key = EVP_EC_gen("P-256");
	BIGNUM *serial = NULL;

	ck_assert(certificate != NULL && key != NULL);
	(void)BN_hex2bn(&serial, rows[row].serial);
	(void)BN_to_ASN1_INTEGER(serial, X509_get_serialNumber(certificate));
	(void)X509_set_version(certificate, rows[row].version);
	(void)X509_gmtime_adj(X509_getm_notBefore(certificate), 0);
	(void)X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
	(void)X509_set_pubkey(certificate, key);
	for (int i = 0; rows[row].extensions[i].nid != 0; i++) {
		X509_EXTENSION *one = X509V3_EXT_conf_nid(NULL, NULL,
		    rows[row].extensions[i].nid, rows[row].extensions[i].value);

		ck_assert_ptr_nonnull(one);
		(void)X509_add_ext(certificate, one, -1);
		X509_EXTENSION_free(one);
	}
	ck_assert_int_gt(X509_sign(certificate, key, EVP_sha256()), 0);
	BN_free(serial);
	EVP_PKEY_free(key);
	return certificate;
}

START_TEST(oddities_are_named)
{
	X509 *certificate = make(_i);
	struct buf out = BUF_INIT(1024);

	certificate_put_oddities(certificate, &out);
	ck_assert_str_eq(buf_string(&out), rows[_i].said);
	buf_free(&out);
	X509_free(certificate);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("certificate_oddities");
	TCase *tests = tcase_create("certificate_oddities");

	tcase_add_loop_test(tests, oddities_are_named, 0, ROWS_OF(rows));
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
