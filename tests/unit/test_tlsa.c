#include "tlsa.h"

#include <arpa/nameser.h>
#include <resolv.h>
#include <string.h>

#include "dns_message.h"
#include "unit.h"

#define HOST "mail.example"
#define NAME "_25._tcp.mail.example"
/* Where the name of the question begins, as a compression pointer. */
#define POINTER "\xc0\x0c"
#define AD "\x81\xa0" /* an answer, recursive, vouched for */
#define NO_AD "\x81\x80"

static struct tlsa tlsa;
static struct error error;

static void
begin(const char *flags, unsigned int answers)
{
	put_question(flags, answers, NAME, ns_t_tlsa);
}

static void
put_record(const char *data, size_t size)
{
	put(POINTER, 2);
	put_fixed(ns_t_tlsa, size);
	put(data, size);
}

static int
judge(void)
{
	tlsa_name(tlsa.name, HOST, 25);
	return tlsa_read(&tlsa, message, len, &error);
}

static void
set_up(void)
{
	memset(&tlsa, 0, sizeof(tlsa));
	error_clear(&error);
}

static void
tear_down(void)
{
	tlsa_free(&tlsa);
}

/* A failure leaves nothing behind that could be taken for a record. */
static void
assert_fails(enum error_kind kind, const char *said)
{
	struct tlsa_record record;
	size_t at = 0;

	ck_assert_int_eq(judge(), -1);
	ck_assert_int_eq(error.kind, kind);
	ck_assert_msg(strstr(error.text, said) != NULL, "\"%s\" lacks: %s",
	    error.text, said);
	ck_assert_ptr_nonnull(strstr(error.text, NAME));
	ck_assert_uint_eq(tlsa.count, 0);
	ck_assert(!tlsa_next(&tlsa, &at, &record));
}

START_TEST(tlsa_asks_for_port_and_host)
{
	tlsa_name(tlsa.name, "mail.example.com", 587);
	ck_assert_str_eq(tlsa.name, "_587._tcp.mail.example.com");
	tlsa_name(tlsa.name, "mail.example.com.", 65535);
	ck_assert_str_eq(tlsa.name, "_65535._tcp.mail.example.com");
}
END_TEST

START_TEST(tlsa_reads_records_in_their_order)
{
	struct tlsa_record record;
	size_t at = 0;

	begin(AD, 2);
	put_record("\x03\x01\x01"
		   "abcd",
	    7);
	put_record("\x02\x00\x02"
		   "xyz",
	    6);
	ck_assert_int_eq(judge(), 0);
	ck_assert_uint_eq(tlsa.count, 2);
	ck_assert(tlsa_next(&tlsa, &at, &record));
	ck_assert_uint_eq(record.usage, 3);
	ck_assert_uint_eq(record.selector, 1);
	ck_assert_uint_eq(record.matching_type, 1);
	ck_assert_uint_eq(record.len, 4);
	ck_assert_mem_eq(record.data, "abcd", 4);
	ck_assert(tlsa_next(&tlsa, &at, &record));
	ck_assert_uint_eq(record.usage, 2);
	ck_assert_uint_eq(record.matching_type, 2);
	ck_assert_uint_eq(record.len, 3);
	ck_assert(!tlsa_next(&tlsa, &at, &record));
}
END_TEST

START_TEST(tlsa_follows_aliases)
{
	begin(AD, 3);
	put(POINTER, 2);
	put_fixed(ns_t_cname, 14);
	put_name("tlsa.example");
	put_name("TLSA.Example");
	put_fixed(ns_t_cname, 10);
	put_name("b.sample");
	put_name("b.sample");
	put_fixed(ns_t_tlsa, 4);
	put("\x03\x01\x01q", 4);
	ck_assert_int_eq(judge(), 0);
	ck_assert_uint_eq(tlsa.count, 1);
}
END_TEST

/* Signatures come along, and what belongs to another name is not ours. */
START_TEST(tlsa_passes_over_what_was_not_asked_for)
{
	begin(AD, 4);
	put(POINTER, 2);
	put_fixed(ns_t_rrsig, 3);
	put("\x00\x34\x0d", 3);
	put_name("_25._tcp.other.example");
	put_fixed(ns_t_tlsa, 4);
	put("\x03\x01\x01x", 4);
	put(POINTER, 2);
	put_number(ns_t_tlsa);
	put_number(ns_c_chaos);
	put("\0\0\0\0\0\x04\x03\x01\x01y", 10);
	put_record("\x03\x01\x01z", 4);
	ck_assert_int_eq(judge(), 0);
	ck_assert_uint_eq(tlsa.count, 1);
	ck_assert_int_eq(tlsa.records.data[5], 'z');
}
END_TEST

START_TEST(tlsa_shows_records_as_a_zone_has_them)
{
	struct buf text = BUF_INIT(4096);
	char certificate[600] = { 3, 0, 0 };

	begin(AD, 2);
	put_record("\x03\x01\x01\x00\xff"
		   "az",
	    7);
	put_record(certificate, sizeof(certificate));
	ck_assert_int_eq(judge(), 0);
	tlsa_show(&tlsa, &text);
	ck_assert_ptr_nonnull(strstr(buf_string(&text),
	    "tlsa: " NAME " 3 1 1 00ff617a\ntlsa: " NAME " 3 0 0 00000"));
	ck_assert_uint_lt(text.len, 300);
	ck_assert_str_eq(buf_string(&text) + text.len - 5, "0...\n");
	buf_free(&text);
}
END_TEST

START_TEST(tlsa_reads_a_thousand_records)
{
	struct tlsa_record record;
	size_t at = 0, seen = 0;

	begin(AD, 1000);
	for (int i = 0; i < 1000; i++)
		put_record("\x03\x01\x01"
			   "0123456789abcdef0123456789abcdef",
		    35);
	ck_assert_int_eq(judge(), 0);
	ck_assert_uint_eq(tlsa.count, 1000);
	while (tlsa_next(&tlsa, &at, &record)) {
		ck_assert_uint_eq(record.len, 32);
		seen++;
	}
	ck_assert_uint_eq(seen, 1000);
}
END_TEST

START_TEST(tlsa_keeps_what_only_openssl_can_judge)
{
	begin(AD, 3);
	put_record("\xff\xff\xff", 3);
	put_record("\x03\x01", 2);
	put_record("", 0);
	ck_assert_int_eq(judge(), 0);
	ck_assert_uint_eq(tlsa.count, 1);
}
END_TEST

START_TEST(tlsa_needs_a_record)
{
	begin(AD, 0);
	assert_fails(ERROR_USAGE, "there is no TLSA record at");
	set_up();
	begin("\x81\xa3", 0); /* NXDOMAIN */
	assert_fails(ERROR_USAGE, "there is no TLSA record at");
	set_up();
	begin(NO_AD, 0);
	assert_fails(ERROR_USAGE, "there is no TLSA record at");
}
END_TEST

START_TEST(tlsa_believes_no_unsigned_record)
{
	begin(NO_AD, 1);
	put_record("\x03\x01\x01z", 4);
	assert_fails(ERROR_USAGE, "DNSSEC does not vouch");
}
END_TEST

/* The name that failed, and what the resolver said. */
static const struct {
	const char *flags, *said;
} refusals[] = {
	{ "\x81\x82", "SERVFAIL (bogus" }, { "\x81\xa2", "SERVFAIL (bogus" },
	{ "\x81\x81", "FORMERR" }, { "\x81\x84", "NOTIMP" },
	{ "\x81\x85", "REFUSED" }, { "\x81\x8f", "code 15" },
	{ "\x83\xa0", "broken" }, /* cut off, TCP or not */
};

START_TEST(tlsa_tells_how_the_resolver_fails)
{
	begin(refusals[_i].flags, 1);
	put_record("\x03\x01\x01z", 4);
	assert_fails(ERROR_RETRY, refusals[_i].said);
}
END_TEST

START_TEST(tlsa_needs_an_answer)
{
	len = 0;
	assert_fails(ERROR_RETRY, "no answer");
	set_up();
	begin(AD, 1);
	len = NS_HFIXEDSZ - 1;
	assert_fails(ERROR_RETRY, "no answer");
}
END_TEST

START_TEST(tlsa_refuses_an_answer_that_is_cut_anywhere)
{
	size_t whole;

	begin(AD, 1);
	put_record("\x03\x01\x01"
		   "abcd",
	    7);
	whole = len;
	for (len = NS_HFIXEDSZ; len < whole; len++) {
		set_up();
		assert_fails(ERROR_RETRY, "broken");
	}
}
END_TEST

START_TEST(tlsa_refuses_a_length_that_lies)
{
	begin(AD, 1);
	put(POINTER, 2);
	put_fixed(ns_t_tlsa, 65535);
	put("\x03\x01\x01z", 4);
	assert_fails(ERROR_RETRY, "broken");
}
END_TEST

START_TEST(tlsa_refuses_a_count_that_lies)
{
	begin(AD, 65535);
	put_record("\x03\x01\x01z", 4);
	assert_fails(ERROR_RETRY, "broken");
}
END_TEST

/* A name that points at itself, at what follows, or out of the message. */
static const char pointers[][3] = { "\xc0\x27", "\xc0\x28", "\xff\xff",
	"\xc0\xff", "\x80\x0c", "\x40\x0c" };

START_TEST(tlsa_refuses_a_name_that_does_not_end)
{
	begin(AD, 1);
	ck_assert_uint_eq(len, 0x27);
	put(pointers[_i], 2);
	put_fixed(ns_t_tlsa, 4);
	put("\x03\x01\x01z", 4);
	assert_fails(ERROR_RETRY, "broken");
}
END_TEST

START_TEST(tlsa_refuses_an_alias_that_does_not_end)
{
	begin(AD, 2);
	put(POINTER, 2);
	put_fixed(ns_t_cname, 2);
	put("\xc0\x33", 2);
	put_record("\x03\x01\x01z", 4);
	assert_fails(ERROR_RETRY, "broken");
}
END_TEST

/* An alias of itself: its records are its own. */
START_TEST(tlsa_does_not_follow_an_alias_in_circles)
{
	begin(AD, 2);
	put(POINTER, 2);
	put_fixed(ns_t_cname, 2);
	put(POINTER, 2);
	put_record("\x03\x01\x01z", 4);
	ck_assert_int_eq(judge(), 0);
	ck_assert_uint_eq(tlsa.count, 1);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("tlsa");
	TCase *tests = tcase_create("tlsa");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, tlsa_asks_for_port_and_host);
	tcase_add_test(tests, tlsa_reads_records_in_their_order);
	tcase_add_test(tests, tlsa_follows_aliases);
	tcase_add_test(tests, tlsa_passes_over_what_was_not_asked_for);
	tcase_add_test(tests, tlsa_shows_records_as_a_zone_has_them);
	tcase_add_test(tests, tlsa_reads_a_thousand_records);
	tcase_add_test(tests, tlsa_keeps_what_only_openssl_can_judge);
	tcase_add_test(tests, tlsa_needs_a_record);
	tcase_add_test(tests, tlsa_believes_no_unsigned_record);
	tcase_add_loop_test(
	    tests, tlsa_tells_how_the_resolver_fails, 0, ROWS_OF(refusals));
	tcase_add_test(tests, tlsa_needs_an_answer);
	tcase_add_test(tests, tlsa_refuses_an_answer_that_is_cut_anywhere);
	tcase_add_test(tests, tlsa_refuses_a_length_that_lies);
	tcase_add_test(tests, tlsa_refuses_a_count_that_lies);
	tcase_add_loop_test(
	    tests, tlsa_refuses_a_name_that_does_not_end, 0, ROWS_OF(pointers));
	tcase_add_test(tests, tlsa_refuses_an_alias_that_does_not_end);
	tcase_add_test(tests, tlsa_does_not_follow_an_alias_in_circles);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
