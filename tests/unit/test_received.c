#include "received.h"

#include <string.h>

#include "unit.h"

static struct buf section = BUF_INIT((size_t)256 * 1024);
static struct hop hops[RECEIVED_HOPS];

static void
tear_down(void)
{
	buf_free(&section);
}

static void
expect(size_t i, const char *from, const char *by, int64_t seconds)
{
	ck_assert_str_eq(hops[i].from, from);
	ck_assert_str_eq(hops[i].by, by);
	ck_assert_int_eq(hops[i].seconds, seconds);
}

START_TEST(received_hops_come_in_the_order_of_the_way)
{
	(void)buf_puts(&section,
	    "Delivered-To: tim@example\r\n"
	    "Received: from mx.example (mx.example [192.0.2.1])\r\n"
	    "\tby imap.example (Dovecot) with LMTP id AB\r\n"
	    "\tfor <tim@example>; Tue, 1 Jul 2003 10:52:40 +0200\r\n"
	    "Received: from client (unknown [192.0.2.9]; from nowhere)\r\n"
	    " by mx.example (Postfix) with ESMTPSA id CD; Tue, 01 Jul 2003\r\n"
	    " 08:52:37 +0000 (UTC)\r\n"
	    "Subject: by the way\r\n");
	ck_assert_uint_eq(received_hops(&section, hops), 2);
	expect(0, "client", "mx.example", 0);
	expect(1, "mx.example", "imap.example", 3);
	ck_assert_int_eq(hops[0].at, 1057049557);
}
END_TEST

START_TEST(received_seconds_skip_a_hop_without_a_date)
{
	(void)buf_puts(&section,
	    "Received: by c; Tue, 1 Jul 2003 10:52:30 +0200\n"
	    "Received: from a by b; yesterday\n"
	    "Received: by a (qmail 1; uid 0); 1 Jul 2003 08:52:37 -0000\n");
	ck_assert_uint_eq(received_hops(&section, hops), 3);
	expect(0, "", "a", 0);
	expect(1, "a", "b", 0);
	ck_assert(!hops[1].dated);
	expect(2, "", "c", -7);
}
END_TEST

START_TEST(received_fields_may_be_anything)
{
	(void)buf_puts(&section,
	    "Received:\n"
	    "Received: ;\n"
	    "Received: from\n"
	    "Received: by by by\n"
	    "Received: from (unclosed by b; 1 Jul 2003 08:52:37 GMT\n"
	    "Received: from \"quoted ; by\" by (x) <evil|name>; 1 Jul 2003 "
	    "08:52:37 GMT\n"
	    "Received: from (a) by b ; x ; 1 Jul 2003 08:52:38 GMT\n");
	ck_assert_uint_eq(received_hops(&section, hops), 7);
	expect(0, "", "b", 0);
	expect(1, "\"quoted ; by\"", "(evil/name)", -1);
	expect(2, "", "", 0);
	ck_assert(!hops[2].dated);
	expect(3, "", "", 0);
	expect(6, "", "", 0);
}
END_TEST

START_TEST(received_hops_next_to_the_recipient_are_told)
{
	for (int i = 0; i < 1000; i++)
		(void)buf_printf(&section, "Received: by host%d\r\n", i);
	ck_assert_uint_eq(received_hops(&section, hops), RECEIVED_HOPS);
	ck_assert_str_eq(hops[RECEIVED_HOPS - 1].by, "host0");
	ck_assert_str_eq(hops[0].by, "host63");
}
END_TEST

START_TEST(received_name_that_is_too_long_is_cut)
{
	(void)buf_puts(&section, "Received: by ");
	for (int i = 0; i < 1000; i++)
		(void)buf_puts(&section, "\303\244");
	ck_assert_uint_eq(received_hops(&section, hops), 1);
	ck_assert_uint_eq(strlen(hops[0].by), RECEIVED_NAME_SIZE - 2);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("received");
	TCase *tests = tcase_create("received");

	tcase_add_checked_fixture(tests, NULL, tear_down);
	tcase_add_test(tests, received_hops_come_in_the_order_of_the_way);
	tcase_add_test(tests, received_seconds_skip_a_hop_without_a_date);
	tcase_add_test(tests, received_fields_may_be_anything);
	tcase_add_test(tests, received_hops_next_to_the_recipient_are_told);
	tcase_add_test(tests, received_name_that_is_too_long_is_cut);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
