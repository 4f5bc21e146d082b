#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <string.h>

#include "certificate_peer.h"
#include "unit.h"

#define EE 3
#define TA 2
/* Which certificate of a file a record is made of. */
#define LEAF 0
#define MIDDLE 1

static struct tlsa tlsa;
static bool need_status;

static void
forget(void)
{
	tear_down();
	tlsa_free(&tlsa);
}

/* A record of this certificate, or without a file one that is nobody's. */
struct recipe {
	int usage, selector, type;
	const char *pem;
	int which;
};

static void
add(int usage, int selector, int type, const unsigned char *data, size_t len)
{
	const unsigned char fields[5] = { (unsigned char)((len + 3) >> 8),
		(unsigned char)(len + 3), (unsigned char)usage,
		(unsigned char)selector, (unsigned char)type };

	tlsa.records.limit = 65536;
	ck_assert_int_eq(buf_append(&tlsa.records, fields, sizeof(fields)), 0);
	ck_assert_int_eq(buf_append(&tlsa.records, data, len), 0);
	tlsa.count++;
}

static X509 *
read_certificate(const char *pem, int which)
{
	FILE *file = fopen(tls_peer_path(pem), "re");
	X509 *one = NULL;

	ck_assert_ptr_nonnull(file);
	for (int i = 0; i <= which; i++) {
		X509_free(one);
		one = PEM_read_X509(file, NULL, NULL, NULL);
	}
	(void)fclose(file);
	ck_assert_ptr_nonnull(one);
	return one;
}

static void
add_record(const struct recipe *recipe)
{
	static const unsigned char nobody[64] = "nobody's";
	X509 *one;
	unsigned char *der = NULL, digest[64];
	unsigned int size;
	int len;

	if (recipe->pem == NULL) {
		add(recipe->usage, recipe->selector, recipe->type, nobody,
		    recipe->type == 2 ? 64 : 32);
		return;
	}
	one = read_certificate(recipe->pem, recipe->which);
	len = recipe->selector == 0
		  ? i2d_X509(one, &der)
		  : i2d_X509_PUBKEY(X509_get_X509_PUBKEY(one), &der);
	ck_assert_int_gt(len, 0);
	ck_assert_int_eq(
	    EVP_Digest(der, (size_t)len, digest, &size,
		recipe->type == 2 ? EVP_sha512() : EVP_sha256(), NULL),
	    1);
	add(recipe->usage, recipe->selector, recipe->type,
	    recipe->type == 0 ? der : digest,
	    recipe->type == 0 ? (size_t)len : size);
	OPENSSL_free(der);
	X509_free(one);
}

/* Only the records decide: the store trusts what the row says. */
static int
examine(const char *pem, const char *trusted, const char *name)
{
	struct certificate_policy policy = {
		.name = name,
		.tlsa = &tlsa,
		.need_status = need_status,
	};

	tlsa_name(tlsa.name, "mail.example", 25);
	return examine_for(pem, trusted, &policy);
}

static const struct {
	const char *pem;
	struct recipe records[3];
	const char *matched;
} fits[] = {
	/* Each selector and matching type. */
	{ "server.pem", { { EE, 0, 0, "server.pem", LEAF } }, "DANE-EE 3 0 0" },
	{ "server.pem", { { EE, 0, 1, "server.pem", LEAF } }, "DANE-EE 3 0 1" },
	{ "server.pem", { { EE, 0, 2, "server.pem", LEAF } }, "DANE-EE 3 0 2" },
	{ "server.pem", { { EE, 1, 0, "server.pem", LEAF } }, "DANE-EE 3 1 0" },
	{ "server.pem", { { EE, 1, 1, "server.pem", LEAF } }, "DANE-EE 3 1 1" },
	{ "server.pem", { { EE, 1, 2, "server.pem", LEAF } }, "DANE-EE 3 1 2" },
	{ "rsa.pem", { { EE, 1, 1, "rsa.pem", LEAF } }, "DANE-EE 3 1 1" },
	/* Neither chain nor name nor dates matter with usage 3. */
	{ "selfsigned.pem", { { EE, 1, 1, "selfsigned.pem", LEAF } },
	    "DANE-EE 3 1 1" },
	{ "nointermediate.pem", { { EE, 1, 1, "server.pem", LEAF } },
	    "DANE-EE 3 1 1" },
	{ "wronghost.pem", { { EE, 1, 1, "wronghost.pem", LEAF } },
	    "DANE-EE 3 1 1" },
	{ "cnonly.pem", { { EE, 1, 1, "cnonly.pem", LEAF } }, "DANE-EE 3 1 1" },
	{ "expired.pem", { { EE, 1, 1, "expired.pem", LEAF } },
	    "DANE-EE 3 1 1" },
	{ "future.pem", { { EE, 1, 1, "future.pem", LEAF } }, "DANE-EE 3 1 1" },
	{ "clientonly.pem", { { EE, 1, 1, "clientonly.pem", LEAF } },
	    "DANE-EE 3 1 1" },
	/* With usage 2 the CA is sent, or stands in the record. */
	{ "server.pem", { { TA, 0, 1, "server.pem", MIDDLE } },
	    "DANE-TA 2 0 1" },
	{ "server.pem", { { TA, 1, 2, "server.pem", MIDDLE } },
	    "DANE-TA 2 1 2" },
	{ "server.pem", { { TA, 0, 0, "ca.pem", LEAF } }, "DANE-TA 2 0 0" },
	{ "server.pem", { { TA, 1, 0, "ca.pem", LEAF } }, "DANE-TA 2 1 0" },
	{ "nointermediate.pem", { { TA, 0, 0, "server.pem", MIDDLE } },
	    "DANE-TA 2 0 0" },
	/* One of several is enough. */
	{ "server.pem",
	    { { EE, 1, 1, NULL, 0 }, { EE, 1, 1, "server.pem", LEAF } },
	    "DANE-EE 3 1 1" },
	{ "server.pem",
	    { { EE, 1, 1, "rsa.pem", LEAF },
		{ TA, 1, 1, "server.pem", MIDDLE } },
	    "DANE-TA 2 1 1" },
	/* What cannot be used is no obstacle. */
	{ "server.pem",
	    { { 1, 1, 1, NULL, 0 }, { EE, 1, 99, NULL, 0 },
		{ EE, 1, 1, "server.pem", LEAF } },
	    "DANE-EE 3 1 1" },
	{ "server.pem",
	    { { 99, 1, 1, NULL, 0 }, { EE, 9, 1, NULL, 0 },
		{ EE, 1, 1, "server.pem", LEAF } },
	    "DANE-EE 3 1 1" },
};

static void
add_records(const struct recipe records[3])
{
	for (int i = 0; i < 3; i++)
		if (records[i].usage != 0 || records[i].pem != NULL)
			add_record(&records[i]);
}

START_TEST(dane_believes_the_record_alone)
{
	add_records(fits[_i].records);
	ck_assert_msg(
	    examine(fits[_i].pem, "wildcard.pem", "mail.example") == 0, "%s",
	    error.text);
	ck_assert_msg(facts.fault_count == 0, "%s", facts.faults[0].text);
	ck_assert_uint_eq(facts.kinds, 0);
	ck_assert_msg(strstr(facts.dane, fits[_i].matched) == facts.dane, "%s",
	    facts.dane);
	ck_assert_int_eq(
	    facts.dates_are_void, strncmp(facts.dane, "DANE-EE", 7) == 0);
	/* The session reads its errors where OpenSSL leaves them. */
	ck_assert_uint_eq(ERR_peek_error(), 0);
}
END_TEST

/* A trusted chain and the right name do not help; each row has one fault. */
static const struct {
	const char *pem;
	struct recipe records[3];
	enum certificate_fault fault;
	const char *said;
} misfits[] = {
	{ "server.pem", { { EE, 1, 1, NULL, 0 } }, CERTIFICATE_DANE,
	    "no TLSA record matches the certificate, whose own is 3 1 1 " },
	{ "server.pem", { { EE, 1, 1, "rsa.pem", LEAF } }, CERTIFICATE_DANE,
	    "" },
	{ "server.pem", { { EE, 0, 1, "rsa.pem", LEAF } }, CERTIFICATE_DANE,
	    "" },
	/* Usage 3 is for the server's own certificate only, usage 2 for CAs. */
	{ "server.pem", { { EE, 1, 1, "server.pem", MIDDLE } },
	    CERTIFICATE_DANE, "" },
	{ "nointermediate.pem", { { TA, 1, 1, NULL, 0 } }, CERTIFICATE_DANE,
	    "" },
	{ "server.pem", { { TA, 1, 1, NULL, 0 } }, CERTIFICATE_DANE, "" },
	{ "selfsigned.pem", { { TA, 1, 1, NULL, 0 } }, CERTIFICATE_DANE, "" },
	/* The CA is not sent, and of its digest nobody can make it. */
	{ "server.pem", { { TA, 0, 1, "ca.pem", LEAF } }, CERTIFICATE_DANE,
	    "" },
	/* With usage 2 name, dates and purpose count. */
	{ "wronghost.pem", { { TA, 0, 1, "server.pem", MIDDLE } },
	    CERTIFICATE_NAME, "other.example.net, not for mail.example" },
	{ "expired.pem", { { TA, 0, 1, "server.pem", MIDDLE } },
	    CERTIFICATE_EXPIRED, "expired 10 days ago" },
	{ "future.pem", { { TA, 0, 1, "server.pem", MIDDLE } },
	    CERTIFICATE_NOT_YET_VALID, "not yet valid" },
	{ "clientonly.pem", { { TA, 0, 1, "server.pem", MIDDLE } },
	    CERTIFICATE_PURPOSE, "not meant for servers" },
};

START_TEST(dane_trusts_nothing_else)
{
	add_records(misfits[_i].records);
	ck_assert_msg(examine(misfits[_i].pem, "ca.pem", "mail.example") == 0,
	    "%s", error.text);
	ck_assert_msg(facts.fault_count == 1, "%s", facts.faults[1].text);
	ck_assert_int_eq(facts.faults[0].fault, misfits[_i].fault);
	ck_assert_uint_eq(facts.kinds, 1u << misfits[_i].fault);
	ck_assert_msg(strstr(facts.faults[0].text, misfits[_i].said) != NULL,
	    "%s", facts.faults[0].text);
	ck_assert(!facts.dates_are_void);
	ck_assert_int_eq(
	    facts.dane[0] != '\0', misfits[_i].fault != CERTIFICATE_DANE);
}
END_TEST

/* Whoever copies it has a record that fits. */
START_TEST(dane_tells_the_record_that_would_match)
{
	const char *hex;
	size_t at = 0, len;
	struct tlsa_record record;
	struct recipe right = { EE, 1, 1, "server.pem", LEAF };

	add_record(&(struct recipe){ EE, 1, 1, NULL, 0 });
	ck_assert_int_eq(examine("server.pem", "ca.pem", "mail.example"), 0);
	hex = strstr(facts.faults[0].text, " 3 1 1 ") + 7;
	len = strspn(hex, "0123456789abcdef");
	ck_assert_uint_eq(len, 64);
	tlsa_free(&tlsa);
	add_record(&right);
	ck_assert(tlsa_next(&tlsa, &at, &record));
	for (size_t i = 0; i < record.len; i++) {
		char two[3];

		(void)snprintf(two, sizeof(two), "%02x", record.data[i]);
		ck_assert_int_eq(strncmp(two, hex + 2 * i, 2), 0);
	}
}
END_TEST

static const struct recipe unusable[] = {
	{ 0, 1, 1, "server.pem", LEAF },
	{ 1, 1, 1, "server.pem", LEAF },
	{ 4, 1, 1, "server.pem", LEAF },
	{ 255, 1, 1, NULL, 0 },
	{ EE, 2, 1, "server.pem", LEAF },
	{ EE, 1, 3, "server.pem", LEAF },
	/* A digest as long as another's, and a certificate that is none. */
	{ EE, 1, 0, NULL, 0 },
	{ TA, 0, 0, NULL, 0 },
};

START_TEST(dane_needs_a_record_that_can_be_used)
{
	add_record(&unusable[_i]);
	ck_assert_int_eq(examine("server.pem", "ca.pem", "mail.example"), -1);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	ck_assert_ptr_nonnull(strstr(error.text, "no TLSA record at "
						 "_25._tcp.mail.example"));
	ck_assert_uint_eq(ERR_peek_error(), 0);
	/* How long it is valid is told all the same. */
	ck_assert_double_gt(facts.seconds, 0);
}
END_TEST

START_TEST(dane_needs_a_digest_of_the_right_length)
{
	add(EE, 1, 1, (const unsigned char *)"short", 5);
	add(EE, 1, 2, (const unsigned char *)"", 0);
	ck_assert_int_eq(examine("server.pem", "ca.pem", "mail.example"), -1);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
}
END_TEST

/* With usage 3 nothing is built upon the issuer, but it answers for OCSP. */
static const struct {
	const char *pem;
	size_t faults;
} statuses[] = {
	{ "ocspgood.pem", 0 },
	{ "ocspdelegated.pem", 0 },
	{ "ocsprevoked.pem", 1 },
	{ "ocspstranger.pem", 1 },
	{ "ocspleaf.pem", 1 },
	{ "server.pem", 1 },
};

START_TEST(dane_leaves_ocsp_to_the_issuer)
{
	need_status = true;
	add_record(&(struct recipe){ EE, 1, 1, statuses[_i].pem, LEAF });
	ck_assert_int_eq(
	    examine(statuses[_i].pem, "ca.pem", "mail.example"), 0);
	ck_assert_str_eq(facts.dane, "DANE-EE 3 1 1 matched");
	ck_assert_msg(facts.fault_count == statuses[_i].faults, "%s",
	    facts.faults[0].text);
	if (facts.fault_count > 0)
		ck_assert_int_eq(facts.faults[0].fault, CERTIFICATE_STATUS);
	else
		ck_assert_msg(strstr(facts.status, "good for ") == facts.status,
		    "%s", facts.status);
}
END_TEST

START_TEST(dane_finds_one_record_among_a_thousand)
{
	unsigned char digest[32] = { 0 };

	for (int i = 0; i < 1000; i++) {
		digest[0] = (unsigned char)i;
		digest[1] = (unsigned char)(i >> 8);
		add(i % 2 == 0 ? EE : TA, i / 2 % 2, 1, digest, sizeof(digest));
	}
	add_record(&(struct recipe){ EE, 1, 1, "server.pem", LEAF });
	ck_assert_int_eq(examine("server.pem", "ca.pem", "mail.example"), 0);
	ck_assert_uint_eq(facts.fault_count, 0);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("certificate_dane");
	TCase *tests = tcase_create("certificate_dane");

	tcase_set_timeout(tests, 30);
	tcase_add_checked_fixture(tests, NULL, forget);
	tcase_add_loop_test(
	    tests, dane_believes_the_record_alone, 0, ROWS_OF(fits));
	tcase_add_loop_test(
	    tests, dane_trusts_nothing_else, 0, ROWS_OF(misfits));
	tcase_add_test(tests, dane_tells_the_record_that_would_match);
	tcase_add_loop_test(
	    tests, dane_needs_a_record_that_can_be_used, 0, ROWS_OF(unusable));
	tcase_add_test(tests, dane_needs_a_digest_of_the_right_length);
	tcase_add_loop_test(
	    tests, dane_leaves_ocsp_to_the_issuer, 0, ROWS_OF(statuses));
	tcase_add_test(tests, dane_finds_one_record_among_a_thousand);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
