#include "tls_offer.h"

#include <string.h>

#include "tls.h"
#include "tls_peer.h"
#include "unit.h"

static struct stream *stream;
static struct tls_facts facts;
static struct error error;

static void
tear_down(void)
{
	stream_free(stream);
}

/* protocol_version (RFC 8446 6.2), after the hello */
static void
raw_refuse(int fd)
{
	char hello[1000];

	(void)recv(fd, hello, sizeof(hello), 0);
	(void)send(fd, "\x15\x03\x02\x00\x02\x02\x46", 7, 0);
}

/* The hello with these ciphers, and without a name of a server. */
static int
ask(const char *ciphers, bool whole)
{
	const struct tls_config config = {
		.policy = { .min = TLS_1_0,
		    .max = TLS_1_1,
		    .ciphers = ciphers,
		    .whole = whole },
	};
	pid_t child;

	stream =
	    tls_peer_start(&(struct tls_peer){ .raw = raw_refuse }, &child);
	return tls_connect(stream, &config, &facts, deadline_in(10), &error) ==
		       NULL
		   ? -1
		   : 0;
}

START_TEST(offer_of_the_library_is_whole)
{
	ck_assert_int_eq(ask(NULL, true), -1);
	ck_assert_msg(facts.refusal == TLS_REFUSED_BY_ALERT, "%s", error.text);
	ck_assert_int_eq(error.kind, ERROR_TLS);
}
END_TEST

START_TEST(offer_that_lacks_a_suite_proves_nothing)
{
	ck_assert_int_eq(ask("ALL:!ECDHE-RSA-AES128-SHA", true), -1);
	ck_assert_int_eq(facts.refusal, TLS_NOT_REFUSED);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	ck_assert_msg(
	    strstr(error.text,
		"configuration leaves out ECDHE-RSA-AES128-SHA") != NULL,
	    "%s", error.text);
}
END_TEST

/* It is the user's own wish. */
START_TEST(offer_need_not_be_whole_where_no_proof_is_wanted)
{
	ck_assert_int_eq(ask("AES128-SHA", false), -1);
	ck_assert_int_eq(facts.refusal, TLS_REFUSED_BY_ALERT);
	ck_assert_int_eq(error.kind, ERROR_TLS);
}
END_TEST

#define RANDOM "01234567890123456789012345678901"
#define SUITES                                                                 \
	"\x00\x10\xc0\x0a\xc0\x09\xc0\x14\xc0\x13\x00\x39\x00\x33\x00\x35"     \
	"\x00\x2f"
#define GROUPS "\x00\x0a\x00\x0a\x00\x08\x00\x17\x00\x18\x00\x19\x00\x1d"

static const struct {
	const char *bytes;
	size_t len;
	const char *lacks;
} hellos[] = {
#define HELLO(bytes) bytes, sizeof(bytes) - 1
	{ HELLO("\x01\x00\x00\x47\x03\x02" RANDOM "\x00" SUITES
		"\x01\x00\x00\x0e" GROUPS),
	    NULL },
	/* behind another extension */
	{ HELLO("\x01\x00\x00\x4b\x03\x02" RANDOM "\x00" SUITES
		"\x01\x00\x00\x12\x00\x17\x00\x00" GROUPS),
	    NULL },
	{ HELLO("\x01\x00\x00\x47\x03\x01" RANDOM "\x00" SUITES
		"\x01\x00\x00\x0e" GROUPS),
	    "TLS 1.1" },
	{ HELLO("\x01\x00\x00\x39\x03\x02" RANDOM "\x00" SUITES
		"\x01\x00\x00\x00"),
	    "the group P-256" },
	{ HELLO("\x01\x00\x00\x37\x03\x02" RANDOM "\x00" SUITES "\x01\x00"),
	    "the group P-256" },
	{ HELLO("\x01\x00\x00\x25\x03\x02" RANDOM "\x00\x00\x10"),
	    "ECDHE-ECDSA-AES256-SHA" },
	{ HELLO("\x01\x00\x00\x05\x03\x02"
		"012"),
	    "ECDHE-ECDSA-AES256-SHA" },
	{ HELLO("\x01\x00\x00"), "TLS 1.1" },
	{ HELLO(""), "TLS 1.1" },
};

START_TEST(offer_is_read_from_the_hello)
{
	const char *lacks = tls_offer_lacks(
	    (const unsigned char *)hellos[_i].bytes, hellos[_i].len);

	if (hellos[_i].lacks == NULL)
		ck_assert_msg(lacks == NULL, "%s", lacks);
	else
		ck_assert_str_eq(lacks, hellos[_i].lacks);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("tls_offer");
	TCase *tests = tcase_create("tls_offer");

	tcase_set_timeout(tests, 20);
	tcase_add_checked_fixture(tests, NULL, tear_down);
	tcase_add_test(tests, offer_of_the_library_is_whole);
	tcase_add_test(tests, offer_that_lacks_a_suite_proves_nothing);
	tcase_add_test(tests, offer_need_not_be_whole_where_no_proof_is_wanted);
	tcase_add_loop_test(
	    tests, offer_is_read_from_the_hello, 0, ROWS_OF(hellos));
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
