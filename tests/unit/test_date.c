#include "date.h"

#include <string.h>

#include "unit.h"

/* The seconds are those of date(1). */
static const struct {
	const char *text;
	int64_t seconds;
} dates[] = {
	{ "Tue, 1 Jul 2003 10:52:37 +0200", 1057049557 },
	{ "Fri, 21 Nov 1997 09:55:06 -0600", 880127706 },
	{ "1 Jul 2003 10:52:37 +0200", 1057049557 },
	{ "Tue, 1 Jul 2003 10:52 +0200", 1057049520 },
	{ "Tue, 01 Jul 2003 08:52:37 GMT", 1057049557 },
	{ "  tue ,  1\tjul  2003\t10:52:37   +0200 (CEST)  ", 1057049557 },
	/* RFC 5322 A.5 and A.6.2 */
	{ "Thu,\n      13\n        Feb\n          1969\n      23:32\n"
	  "               -0330 (Newfoundland Time)",
	    -27723480 },
	{ "21 Nov 97 09:55:06 GMT", 880106106 },
	{ "Fri, 21 Nov 1997 09(comment):   55  :  06 -0600", 880127706 },
	{ "Fri, 21 Nov 1997 09:55:06 (a (nested \\) one)) -0600", 880127706 },
	{ "21 Nov 97 09:55:06 EST", 880124106 },
	{ "21 Nov 97 09:55:06 PDT", 880131306 },
	{ "21 Nov 97 09:55:06 K", 880106106 },
	{ "21 Nov 97 09:55:06", 880106106 },
	{ "21 Nov 49 00:00:00 GMT", 2521065600 },
	{ "21 Nov 50 00:00:00 GMT", -603158400 },
	{ "21 Nov 103 00:00:00 GMT", 1069372800 },
	{ "29 Feb 2024 00:00:00 +0000", 1709164800 },
	{ "31 Dec 2016 23:59:60 +0000", 1483228800 },
	{ "1 Jan 1970 00:00:00 +0000", 0 },
	/* IMAP */
	{ "17-Jul-1996 02:44:25 -0700", 837596665 },
	{ " 1-Jul-2003 10:52:37 +0200", 1057049557 },
};

START_TEST(date_of_a_message_is_read)
{
	int64_t seconds = -1;

	ck_assert_msg(
	    date_parse(dates[_i].text, strlen(dates[_i].text), &seconds) == 0,
	    "%s", dates[_i].text);
	ck_assert_msg(seconds == dates[_i].seconds, "%s is %lld",
	    dates[_i].text, (long long)seconds);
}
END_TEST

static const char *const strange[] = {
	"",
	"Tue",
	"Tue, 1 Jul 2003",
	"Tue, 1 Jul 2003 10",
	"Tue, 1 Jul 2003 10:",
	"Tue, 1 Jul 2003 10:52:",
	"Tue, 1 Jul 2003 24:00:00 +0000",
	"Tue, 1 Jul 2003 10:60:00 +0000",
	"Tue, 1 Jul 2003 10:52:61 +0000",
	"Tue, 0 Jul 2003 10:52:37 +0000",
	"Tue, 32 Jul 2003 10:52:37 +0000",
	"29 Feb 2023 00:00:00 +0000",
	"29 Feb 1900 00:00:00 +0000",
	"Tue, 1 Juli 99999 10:52:37 +0000",
	"Tue, 1 Xyz 2003 10:52:37 +0000",
	"Tue, 1 Jul 3 10:52:37 +0000",
	"Tue, 1 Jul 0000 10:52:37 +0000",
	"Tue, 100 Jul 2003 10:52:37 +0000",
	"(Tue, 1 Jul 2003 10:52:37 +0000",
	"2003-07-01T10:52:37Z",
};

START_TEST(date_that_is_none_is_refused)
{
	int64_t seconds = -1;

	ck_assert_msg(
	    date_parse(strange[_i], strlen(strange[_i]), &seconds) == -1, "%s",
	    strange[_i]);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("date");
	TCase *tests = tcase_create("date");

	tcase_add_loop_test(
	    tests, date_of_a_message_is_read, 0, ROWS_OF(dates));
	tcase_add_loop_test(
	    tests, date_that_is_none_is_refused, 0, ROWS_OF(strange));
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
