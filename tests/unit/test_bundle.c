#include "certificate_bundle.h"

#include <check.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "certificate_names.h"
#include "unit.h"

#define TEXT_SIZE 65536

static char path[] = "/tmp/test_bundle.XXXXXX";
static EVP_PKEY *key;
static X509_STORE *store;
static struct certificate_bundle *bundle;
static struct error error;

static void
set_up(void)
{
	int fd = mkstemp(path);

	ck_assert_int_ne(fd, -1);
	(void)close(fd);
	key = EVP_EC_gen("P-256");
	store = X509_STORE_new();
}

static void
tear_down(void)
{
	(void)unlink(path);
	certificate_bundle_free(bundle);
	X509_STORE_free(store);
	EVP_PKEY_free(key);
}

/* A root of this name, with so many departments before it. */
static X509 *
make_root(const char *name, int departments)
{
	X509 *root = X509_new();
	X509_NAME *subject = X509_get_subject_name(root);
	char unit[65];

	for (int i = 0; i < departments; i++) {
		(void)snprintf(unit, sizeof(unit), "%064d", i);
		(void)X509_NAME_add_entry_by_txt(subject, "OU", MBSTRING_ASC,
		    (unsigned char *)unit, -1, -1, 0);
	}
	(void)X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8,
	    (const unsigned char *)name, -1, -1, 0);
	(void)X509_set_issuer_name(root, subject);
	(void)X509_gmtime_adj(X509_getm_notBefore(root), 0);
	(void)X509_gmtime_adj(X509_getm_notAfter(root), 3600);
	(void)X509_set_pubkey(root, key);
	(void)X509_sign(root, key, EVP_sha256());
	return root;
}

/* Appends it to the text as PEM. */
static void
put_root(char *text, X509 *root, const char *label)
{
	BIO *bio = BIO_new(BIO_s_mem());
	unsigned char *der = NULL;
	int len = i2d_X509(root, &der);
	char *pem;

	ck_assert_int_gt(len, 0);
	(void)PEM_write_bio(bio, label, "", der, len);
	(void)BIO_write(bio, "", 1);
	(void)BIO_get_mem_data(bio, &pem);
	(void)strcat(text, pem);
	OPENSSL_free(der);
	BIO_free(bio);
}

static void
open_text(const char *text)
{
	FILE *file = fopen(path, "w");

	ck_assert_ptr_nonnull(file);
	(void)fputs(text, file);
	ck_assert_int_eq(fclose(file), 0);
	bundle = certificate_bundle_open(path, &error);
}

/* How many certificates come into the store for this name. */
static int
find(const char *name, int departments, bool exactly)
{
	X509 *wanted = make_root(name, departments);
	int before = sk_X509_OBJECT_num(X509_STORE_get0_objects(store)), more;
	bool found = certificate_bundle_find(
	    bundle, store, X509_get_subject_name(wanted), exactly);

	X509_free(wanted);
	more = sk_X509_OBJECT_num(X509_STORE_get0_objects(store)) - before;
	ck_assert_int_eq(found, more > 0);
	return more;
}

/* A text with the roots One, Two and Two again. */
static char *
three_roots(const char *label)
{
	static const char *const names[] = { "One", "Two", "Two" };
	char *text = calloc(1, TEXT_SIZE);

	ck_assert_ptr_nonnull(text);
	for (size_t i = 0; i < 3; i++) {
		X509 *root = make_root(names[i], 0);

		put_root(text, root, label);
		X509_free(root);
	}
	return text;
}

START_TEST(bundle_gives_all_certificates_of_a_name)
{
	static const char *const labels[] = { "CERTIFICATE", "X509 CERTIFICATE",
		"TRUSTED CERTIFICATE" };
	char *text = three_roots(labels[_i]);

	open_text(text);
	free(text);
	ck_assert_ptr_nonnull(bundle);
	ck_assert_int_eq(find("Three", 0, true), 0);
	ck_assert_int_eq(find("One", 0, true), 1);
	ck_assert_int_eq(find("Two", 0, true), 2);
}
END_TEST

/* RFC 5280 7.1: neither case nor blanks count. */
START_TEST(bundle_compares_names_loosely_when_it_is_asked_to)
{
	char *text = three_roots("CERTIFICATE");

	open_text(text);
	free(text);
	ck_assert_int_eq(find(" oNE ", 0, true), 0);
	ck_assert_int_eq(find(" oNE ", 0, false), 1);
	ck_assert_int_eq(find("Onerous", 0, false), 0);
}
END_TEST

START_TEST(bundle_knows_a_subject_far_behind)
{
	char *text = calloc(1, TEXT_SIZE);
	X509 *root = make_root("Deep", 12);

	ck_assert_ptr_nonnull(text);
	put_root(text, root, "CERTIFICATE");
	put_root(text, root, "CERTIFICATE");
	X509_free(root);
	root = make_root("Flat", 0);
	put_root(text, root, "CERTIFICATE");
	X509_free(root);
	open_text(text);
	free(text);
	ck_assert_ptr_nonnull(bundle);
	ck_assert_int_eq(find("Deep", 11, true), 0);
	ck_assert_int_eq(find("Deep", 12, true), 1);
	ck_assert_int_eq(find("Flat", 0, true), 1);
}
END_TEST

/* Other tools write other line ends, and other things between. */
START_TEST(bundle_reads_what_stands_between)
{
	char *roots = three_roots("CERTIFICATE"), *text = calloc(1, TEXT_SIZE),
	     *line;
	const char *end = _i == 0 ? "\r\n" : " \n";

	ck_assert_ptr_nonnull(text);
	(void)strcat(text, "# Root\n-----BEGIN X509 CRL-----\nAAAA\n"
			   "-----END X509 CRL-----\n\n");
	for (line = strtok(roots, "\n"); line != NULL;
	     line = strtok(NULL, "\n")) {
		(void)strcat(text, line);
		(void)strcat(text, end);
	}
	free(roots);
	/* No line end at the end of the file. */
	text[strlen(text) - strlen(end)] = '\0';
	open_text(text);
	free(text);
	ck_assert_ptr_nonnull(bundle);
	ck_assert_int_eq(find("Two", 0, true), 2);
}
END_TEST

/* What is broken is no reason to lose the next. */
START_TEST(bundle_passes_over_a_broken_certificate)
{
	static const char *const broken[] = { "", "AAAA", "MAA=", "MIL/////",
		"MIIBMIIBoA==", "*", "AAA", "MIIB\nMIIB\nMIIB" };
	char *text = three_roots("CERTIFICATE");
	char *more = three_roots("CERTIFICATE");
	size_t len = strlen(text);

	(void)snprintf(text + len, TEXT_SIZE - len,
	    "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n%s",
	    broken[_i], more);
	free(more);
	open_text(text);
	free(text);
	ck_assert_ptr_nonnull(bundle);
	ck_assert_int_eq(find("One", 0, true), 2);
}
END_TEST

static const char *const useless[] = {
	"",
	"no certificate\n",
	"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
	"-----BEGIN CERTIFICATE-----\n",
	"-----BEGIN CERTIFICATE-----\nMIIB",
	"-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
	"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
};

START_TEST(bundle_without_certificates_is_none)
{
	open_text(useless[_i]);
	ck_assert_ptr_null(bundle);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	ck_assert_ptr_nonnull(strstr(error.text, path));
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("bundle");
	TCase *tests = tcase_create("bundle");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_loop_test(
	    tests, bundle_gives_all_certificates_of_a_name, 0, 3);
	tcase_add_test(
	    tests, bundle_compares_names_loosely_when_it_is_asked_to);
	tcase_add_test(tests, bundle_knows_a_subject_far_behind);
	tcase_add_loop_test(tests, bundle_reads_what_stands_between, 0, 2);
	tcase_add_loop_test(
	    tests, bundle_passes_over_a_broken_certificate, 0, 8);
	tcase_add_loop_test(
	    tests, bundle_without_certificates_is_none, 0, ROWS_OF(useless));
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
