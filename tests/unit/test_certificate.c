#include <string.h>
#include <sys/stat.h>

#include "certificate_peer.h"
#include "unit.h"

#define DAY 86400.0
#define NO_FAULT (-1)

static int
examine(const char *pem, const char *trusted, const char *name)
{
	struct certificate_policy policy = { .name = name };

	return examine_for(pem, trusted, &policy);
}

/* Each file of make-certs.sh, asked for a name, and what is wrong with it. */
static const struct {
	const char *pem, *trusted, *name;
	int fault;
	const char *said;
} rows[] = {
	{ "server.pem", "ca.pem", "mail.example", NO_FAULT, "" },
	{ "server.pem", "ca.pem", "MAIL.Example", NO_FAULT, "" },
	{ "server.pem", "ca.pem", "localhost", NO_FAULT, "" },
	{ "server.pem", "ca.pem", "127.0.0.1", NO_FAULT, "" },
	{ "server.pem", "ca.pem", "::1", NO_FAULT, "" },
	{ "server.pem", "ca.pem", "0:0:0::1", NO_FAULT, "" },
	{ "server.pem", "ca.pem", NULL, NO_FAULT, "" },
	{ "rsa.pem", "ca.pem", "mail.example", NO_FAULT, "" },
	{ "soon.pem", "ca.pem", "mail.example", NO_FAULT, "" },
	{ "soonchain.pem", "ca.pem", "mail.example", NO_FAULT, "" },
	{ "wildcard.pem", "ca.pem", "one.mail.example", NO_FAULT, "" },
	{ "selfsigned.pem", "selfsigned.pem", "mail.example", NO_FAULT, "" },
	{ "wronghost.pem", "ca.pem", NULL, NO_FAULT, "" },
	{ "ed25519.pem", "ca.pem", "mail.example", NO_FAULT, "" },
	{ "nine.pem", "ca.pem", "mail.example", NO_FAULT, "" },
	{ "rootsent.pem", "ca.pem", "mail.example", NO_FAULT, "" },
	{ "manynames.pem", "ca.pem", "mail.example", NO_FAULT, "" },
	{ "manynames.pem", "ca.pem", "host999.example", NO_FAULT, "" },
	{ "addressonly.pem", "ca.pem", "127.0.0.1", NO_FAULT, "" },
	{ "until2060.pem", "ca.pem", "mail.example", NO_FAULT, "" },
	{ "until9999.pem", "ca.pem", "mail.example", NO_FAULT, "" },
	{ "caleaf.pem", "ca.pem", "mail.example", NO_FAULT, "" },
	/* What is trusted need not be a root. */
	{ "nointermediate.pem", "intermediate.pem", "mail.example", NO_FAULT,
	    "" },
	{ "server.pem", "intermediate.pem", "mail.example", NO_FAULT, "" },
	{ "rootsent.pem", "intermediate.pem", "mail.example", NO_FAULT, "" },
	{ "nointermediate.pem", "leaf.pem", "mail.example", NO_FAULT, "" },
	{ "server.pem", "leaf.pem", "mail.example", NO_FAULT, "" },
	{ "rootsent.pem", "leaf.pem", "mail.example", NO_FAULT, "" },
	/* But it is judged as ever. */
	{ "server.pem", "leaf.pem", "mail.example.net", CERTIFICATE_NAME, "" },
	{ "expired.pem", "expiredleaf.pem", "mail.example", CERTIFICATE_EXPIRED,
	    "expired 10 days ago" },
	{ "clientonly.pem", "clientleaf.pem", "mail.example",
	    CERTIFICATE_PURPOSE, "not meant for servers" },
	{ "server.pem", "expiredleaf.pem", "mail.example", CERTIFICATE_CHAIN,
	    "Test Root CA" },
	/* Somebody else's (RFC 9525) */
	{ "server.pem", "ca.pem", "mail.example.net", CERTIFICATE_NAME,
	    "mail.example, localhost, 127.0.0.1, ::1, not for "
	    "mail.example.net" },
	{ "server.pem", "ca.pem", "192.0.2.1", CERTIFICATE_NAME,
	    "not for 192.0.2.1" },
	{ "server.pem", "ca.pem", "::2", CERTIFICATE_NAME, "not for ::2" },
	{ "wronghost.pem", "ca.pem", "mail.example", CERTIFICATE_NAME,
	    "other.example.net, not for mail.example" },
	{ "wildcard.pem", "ca.pem", "mail.example", CERTIFICATE_NAME,
	    "*.mail.example" },
	{ "wildcard.pem", "ca.pem", "a.b.mail.example", CERTIFICATE_NAME, "" },
	{ "cnonly.pem", "ca.pem", "mail.example", CERTIFICATE_NAME, "no SAN" },
	{ "partial.pem", "ca.pem", "mail.example", CERTIFICATE_NAME, "" },
	{ "partial.pem", "ca.pem", "example", CERTIFICATE_NAME, "" },
	{ "nulname.pem", "ca.pem", "mail.example", CERTIFICATE_NAME,
	    "mail.example\\x00.evil.test" },
	{ "addressonly.pem", "ca.pem", "mail.example", CERTIFICATE_NAME, "" },
	{ "addressasname.pem", "ca.pem", "127.0.0.1", CERTIFICATE_NAME,
	    "127.0.0.1 (as a DNS name), not for 127.0.0.1" },
	{ "brokenaddress.pem", "ca.pem", "127.0.0.1", CERTIFICATE_NAME,
	    "a broken address" },
	{ "manynames.pem", "ca.pem", "host1000.example", CERTIFICATE_NAME,
	    " and 996 more" },
	/* Its time */
	{ "expired.pem", "ca.pem", "mail.example", CERTIFICATE_EXPIRED,
	    "expired 10 days ago" },
	{ "future.pem", "ca.pem", "mail.example", CERTIFICATE_NOT_YET_VALID,
	    "not yet valid" },
	{ "caexpired.pem", "ca.pem", "mail.example", CERTIFICATE_EXPIRED,
	    "the CA Test Intermediate CA expired 2 days ago" },
	/* Its purpose */
	{ "rsa1024.pem", "ca.pem", "mail.example", CERTIFICATE_PURPOSE,
	    "RSA, 1024 bits" },
	{ "casmall.pem", "ca.pem", "mail.example", CERTIFICATE_PURPOSE,
	    "the CA Test Intermediate CA has a key" },
	{ "sha1.pem", "ca.pem", "mail.example", CERTIFICATE_PURPOSE,
	    "ecdsa-with-SHA1" },
	{ "casha1.pem", "ca.pem", "mail.example", CERTIFICATE_PURPOSE,
	    "the CA Test Intermediate CA is signed with ecdsa-with-SHA1" },
	{ "md5.pem", "ca.pem", "mail.example", CERTIFICATE_PURPOSE, "MD5" },
	{ "clientonly.pem", "ca.pem", "mail.example", CERTIFICATE_PURPOSE,
	    "not meant for servers" },
	/* Its chain */
	{ "nointermediate.pem", "ca.pem", "mail.example", CERTIFICATE_CHAIN,
	    "does not send its intermediate" },
	{ "wrongintermediate.pem", "ca.pem", "mail.example", CERTIFICATE_CHAIN,
	    "does not send its intermediate" },
	{ "rootsent.pem", "selfsigned.pem", "mail.example", CERTIFICATE_CHAIN,
	    "\"Test Root CA\", is not trusted" },
	{ "selfsigned.pem", "ca.pem", "mail.example", CERTIFICATE_CHAIN,
	    "self-signed" },
	{ "signonlyleaf.pem", "ca.pem", "mail.example", CERTIFICATE_CHAIN,
	    "the CA Test Signing CA is not one that may sign others" },
	{ "server.pem", "selfsigned.pem", "mail.example", CERTIFICATE_CHAIN,
	    "Test Root CA" },
};

START_TEST(certificate_has_this_fault_or_none)
{
	ck_assert_int_eq(
	    examine(rows[_i].pem, rows[_i].trusted, rows[_i].name), 0);
	ck_assert(facts.seen);
	if (rows[_i].fault == NO_FAULT) {
		ck_assert_msg(
		    facts.fault_count == 0, "%s", facts.faults[0].text);
		return;
	}
	ck_assert_uint_eq(facts.fault_count, 1);
	ck_assert_int_eq((int)facts.faults[0].fault, rows[_i].fault);
	ck_assert_msg(strstr(facts.faults[0].text, rows[_i].said) != NULL,
	    "\"%s\" does not say: %s", facts.faults[0].text, rows[_i].said);
}
END_TEST

START_TEST(certificate_lists_all_its_faults)
{
	bool seen[CERTIFICATE_EXPIRED + 1] = { false };

	ck_assert_int_eq(
	    examine("expired.pem", "selfsigned.pem", "mail.example.net"), 0);
	ck_assert_uint_eq(facts.fault_count, 3);
	for (size_t i = 0; i < facts.fault_count; i++)
		seen[facts.faults[i].fault] = true;
	ck_assert(seen[CERTIFICATE_CHAIN]);
	ck_assert(seen[CERTIFICATE_NAME]);
	ck_assert(seen[CERTIFICATE_EXPIRED]);
}
END_TEST

/* Days that are left and that there are in all, of the certificate that
 * expires first. */
static const struct {
	const char *pem, *trusted;
	double days, lifetime;
	const char *earliest;
} dates[] = {
	{ "server.pem", "ca.pem", 400, 401, "" },
	{ "rsa.pem", "ca.pem", 400, 401, "" },
	{ "expired.pem", "ca.pem", -10, 90, "" },
	/* The intermediate certificates that were sent do not count. */
	{ "soonchain.pem", "soonleaf.pem", 400, 401, "" },
	{ "future.pem", "ca.pem", 100, 90, "" },
	{ "soon.pem", "ca.pem", 5.5, 90.5, "" },
	{ "soonchain.pem", "ca.pem", 5.5, 205.5, "Test Intermediate CA" },
	/* What was sent counts where there is no chain. */
	{ "selfsigned.pem", "ca.pem", 800, 800, "" },
	{ "soonchain.pem", "selfsigned.pem", 5.5, 205.5,
	    "Test Intermediate CA" },
};

START_TEST(certificate_has_the_dates_of_what_expires_first)
{
	ck_assert_int_eq(
	    examine(dates[_i].pem, dates[_i].trusted, "mail.example"), 0);
	/* The files may be some hours old. */
	ck_assert_double_le(facts.seconds / DAY, dates[_i].days);
	ck_assert_double_gt(facts.seconds / DAY, dates[_i].days - 0.3);
	ck_assert_double_eq_tol(
	    facts.lifetime / DAY, dates[_i].lifetime, 0.001);
	ck_assert_str_eq(facts.earliest, dates[_i].earliest);
}
END_TEST

START_TEST(certificate_has_a_subject_and_an_issuer)
{
	ck_assert_int_eq(examine("server.pem", "ca.pem", "mail.example"), 0);
	ck_assert_str_eq(facts.subject, "CN=mail.example");
	ck_assert_str_eq(facts.issuer, "Test Intermediate CA");
}
END_TEST

/* To OpenSSL an empty name is none, which any certificate fits, and ".example"
 * fits each certificate for a name in that domain. */
START_TEST(certificate_for_no_one_name_is_refused)
{
	ck_assert_int_eq(
	    examine("server.pem", "ca.pem", _i == 0 ? "" : ".example"), -1);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
}
END_TEST

#define ZEROES                                                                 \
	"0000000000000000000000000000000000000000000000000000000000000000"
/* The key of ed25519.pem is always the same. */
#define KEY_HEX                                                                \
	"339e2ff917630507b6a423b5ce084e285d1fa65d93b3e27a6195d3bbebc9ae23"

static const struct {
	const char *text;
	int rc;
} pins[] = {
	{ "sha256:" ZEROES, 0 },
	{ "SHA256:" KEY_HEX, 0 },
	{ "sha256:AA:bb:Cc:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:"
	  "00:00:00:00:00:00:00:00:00:00:00:00",
	    0 },
	{ "", -1 },
	{ "sha256", -1 },
	{ "sha256:", -1 },
	{ ZEROES, -1 },
	{ "sha1:" ZEROES, -1 },
	{ "sha256:" ZEROES "0", -1 },
	{ "sha256:" ZEROES "00", -1 },
	{ "sha256:" ZEROES ":", -1 },
	{ "sha256::" ZEROES, -1 },
	{ "sha256: " ZEROES, -1 },
	{ "sha256:00000000000000000000000000000000000000000000000000000000000"
	  "0000",
	    -1 },
	{ "sha256:0:000000000000000000000000000000000000000000000000000000000"
	  "000000",
	    -1 },
	{ "sha256:g000000000000000000000000000000000000000000000000000000000"
	  "000000",
	    -1 },
};

START_TEST(certificate_pin_is_hexadecimal)
{
	struct certificate_pin pin;

	ck_assert_int_eq(
	    certificate_pin_parse(&pin, pins[_i].text), pins[_i].rc);
}
END_TEST

START_TEST(certificate_fits_the_pin_of_its_key)
{
	struct certificate_pin two[2];
	struct certificate_policy policy = { .pins = two, .pin_count = 2 };

	ck_assert_int_eq(certificate_pin_parse(&two[0], "sha256:" ZEROES), 0);
	ck_assert_int_eq(certificate_pin_parse(&two[1], "sha256:" KEY_HEX), 0);
	ck_assert_int_eq(examine("ed25519.pem", "ca.pem", NULL), 0);
	for (int i = 0; i < 2; i++) {
		memset(&facts, 0, sizeof(facts));
		ck_assert_int_eq(certificate_examine(stream_tls_session(stream),
				     store, &policy, &facts, &error),
		    0);
		ck_assert_uint_eq(facts.fault_count, (size_t)i);
		policy.pin_count = 1;
	}
	ck_assert_int_eq((int)facts.faults[0].fault, CERTIFICATE_PIN);
	ck_assert_ptr_nonnull(
	    strstr(facts.faults[0].text, "its key sha256:" KEY_HEX));
}
END_TEST

START_TEST(certificate_store_tells_what_it_cannot_read)
{
	static const struct {
		const char *file, *path;
	} trusts[] = {
		{ "/nonexistent/ca.pem", NULL },
		{ NULL, "/nonexistent" },
		{ "/dev/null", NULL },
		/* Nothing is hashed there. */
		{ NULL, "/proc/self" },
	};
	struct certificate_trust trust = { trusts[_i].file, trusts[_i].path };

	ck_assert_ptr_null(certificate_store_open(&trust, &error));
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	ck_assert_ptr_nonnull(
	    strstr(error.text, trust.file != NULL ? trust.file : trust.path));
}
END_TEST

/* A pipe without a writer would hold the check for ever. */
START_TEST(certificate_store_waits_for_no_pipe)
{
	char pipe[64];
	struct certificate_trust trust = { .file = pipe };

	(void)snprintf(
	    pipe, sizeof(pipe), "/tmp/test_certificate.%d", (int)getpid());
	ck_assert_int_eq(mkfifo(pipe, 0600), 0);
	ck_assert_ptr_null(certificate_store_open(&trust, &error));
	(void)unlink(pipe);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	ck_assert_ptr_nonnull(strstr(error.text, "not a regular file"));
}
END_TEST

START_TEST(certificate_store_of_the_system_opens)
{
	struct certificate_trust trust = { .file = NULL };

	store = certificate_store_open(&trust, &error);
	ck_assert_ptr_nonnull(store);
	ck_assert_int_eq(error.kind, ERROR_NONE);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("certificate");
	TCase *tests = tcase_create("certificate");

	tcase_set_timeout(tests, 20);
	tcase_add_checked_fixture(tests, NULL, tear_down);
	tcase_add_loop_test(
	    tests, certificate_has_this_fault_or_none, 0, ROWS_OF(rows));
	tcase_add_test(tests, certificate_lists_all_its_faults);
	tcase_add_loop_test(tests,
	    certificate_has_the_dates_of_what_expires_first, 0, ROWS_OF(dates));
	tcase_add_test(tests, certificate_has_a_subject_and_an_issuer);
	tcase_add_loop_test(
	    tests, certificate_for_no_one_name_is_refused, 0, 2);
	tcase_add_loop_test(
	    tests, certificate_pin_is_hexadecimal, 0, ROWS_OF(pins));
	tcase_add_test(tests, certificate_fits_the_pin_of_its_key);
	tcase_add_loop_test(
	    tests, certificate_store_tells_what_it_cannot_read, 0, 4);
	tcase_add_test(tests, certificate_store_waits_for_no_pipe);
	tcase_add_test(tests, certificate_store_of_the_system_opens);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
