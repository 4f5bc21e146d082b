#include "certificate.h"

#include <string.h>

#include "tls.h"
#include "tls_peer.h"
#include "unit.h"

#define DAY 86400.0
#define NO_FAULT (-1)

static struct stream *stream;
static struct certificate_store *store;
static struct certificate_facts facts;
static struct error error;

static void
tear_down(void)
{
	stream_free(stream);
	certificate_store_free(store);
}

static void
play_nothing(SSL *ssl)
{
	char one;

	(void)SSL_read(ssl, &one, 1);
}

/* What is found out about the server's certificate in this file. */
static int
examine(const char *pem, const char *trusted, const char *name)
{
	struct tls_peer peer = { .pem = pem, .play = play_nothing };
	struct certificate_trust trust = { .file = NULL };
	struct tls_config config = { .server_name = "mail.example" };
	struct tls_facts agreed;
	struct stream *secure;
	pid_t child;

	stream = tls_peer_start(&peer, &child);
	secure = tls_connect(stream, &config, &agreed, deadline_in(10), &error);
	ck_assert_msg(secure != NULL, "%s", error.text);
	stream = secure;
	trust.file = tls_peer_path(trusted);
	store = certificate_store_open(&trust, &error);
	ck_assert_msg(store != NULL, "%s", error.text);
	return certificate_examine(
	    stream_tls_session(stream), store, name, &facts, &error);
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
	/* Its time */
	{ "expired.pem", "ca.pem", "mail.example", CERTIFICATE_EXPIRED,
	    "expired 10 days ago" },
	{ "future.pem", "ca.pem", "mail.example", CERTIFICATE_NOT_YET_VALID,
	    "not yet valid" },
	/* Its purpose */
	{ "clientonly.pem", "ca.pem", "mail.example", CERTIFICATE_PURPOSE,
	    "not meant for servers" },
	/* Its chain */
	{ "nointermediate.pem", "ca.pem", "mail.example", CERTIFICATE_CHAIN,
	    "sends no intermediate" },
	{ "selfsigned.pem", "ca.pem", "mail.example", CERTIFICATE_CHAIN,
	    "self-signed" },
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
	bool is_leaf;
} dates[] = {
	{ "server.pem", "ca.pem", 400, 401, true },
	{ "rsa.pem", "ca.pem", 400, 401, true },
	{ "expired.pem", "ca.pem", -10, 90, true },
	{ "future.pem", "ca.pem", 100, 90, true },
	{ "soon.pem", "ca.pem", 5.5, 90.5, true },
	{ "soonchain.pem", "ca.pem", 5.5, 205.5, false },
	/* What was sent counts where there is no chain. */
	{ "selfsigned.pem", "ca.pem", 800, 800, true },
	{ "soonchain.pem", "selfsigned.pem", 5.5, 205.5, false },
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
	ck_assert_int_eq(facts.is_leaf, dates[_i].is_leaf);
}
END_TEST

START_TEST(certificate_has_a_subject_and_an_issuer)
{
	ck_assert_int_eq(examine("server.pem", "ca.pem", "mail.example"), 0);
	ck_assert_str_eq(facts.subject, "CN=mail.example");
	ck_assert_str_eq(facts.issuer, "Test Intermediate CA");
}
END_TEST

/* To OpenSSL an empty name is none, which any certificate fits. */
START_TEST(certificate_for_no_name_at_all_is_refused)
{
	if (examine("server.pem", "ca.pem", "") == -1) {
		ck_assert_int_eq(error.kind, ERROR_USAGE);
		return;
	}
	ck_assert_uint_ge(facts.fault_count, 1);
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
	tcase_add_test(tests, certificate_for_no_name_at_all_is_refused);
	tcase_add_loop_test(
	    tests, certificate_store_tells_what_it_cannot_read, 0, 4);
	tcase_add_test(tests, certificate_store_of_the_system_opens);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
