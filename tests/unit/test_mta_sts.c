/* MTA-STS: records and policies, right and wrong. */
#include "mta_sts.h"

#include <stdlib.h>
#include <string.h>

#include "unit.h"

static struct mta_sts sts;
static struct error error;

static void
tear_down(void)
{
	mta_sts_free(&sts);
}

static int
read_record(const char *text)
{
	return mta_sts_read_record(&sts, text, strlen(text), &error);
}

static int
read_policy(const char *text)
{
	ck_assert_int_eq(read_record("v=STSv1; id=1"), 0);
	return mta_sts_read_policy(&sts, text, strlen(text), &error);
}

static const struct {
	const char *text, *id;
} records[] = {
	{ "v=STSv1; id=20160831085700Z;", "20160831085700Z" },
	{ "v=STSv1;id=1", "1" },
	{ "v=STSv1; id=abcDEF09 ", "abcDEF09" },
	{ "v=STSv1 ; id=1", NULL },
	{ "v=STSv1; x-note=a,b; id=1", "1" },
	{ "v=STSv1; id=12345678901234567890123456789012",
	    "12345678901234567890123456789012" },
	{ "v=STSv1; id=123456789012345678901234567890123", NULL },
	{ "v=STSv1; id=", NULL },
	{ "v=STSv1; id=a-b", NULL },
	{ "v=STSv1; id=1; id=2", NULL },
	{ "v=STSv1;", NULL },
	{ "v=STSv1", NULL },
	{ "v=STSv2; id=1", NULL },
	{ "v=stsv1; id=1", NULL },
	{ "v=STSv1; id=1;; ", NULL },
	{ "v=STSv1; id=1;;", NULL },
	{ "v=STSv1; id=1; ;", NULL },
	{ "v=STSv1; id=1 ; ", "1" },
	{ "v=STSv1; rubbish; id=1", NULL },
	{ "v=STSv1; ID=1", NULL },
	{ "", NULL },
};

START_TEST(mta_sts_record_has_one_id)
{
	int rc = read_record(records[_i].text);

	ck_assert_int_eq(rc, records[_i].id == NULL ? -1 : 0);
	if (records[_i].id != NULL)
		ck_assert_str_eq(sts.id, records[_i].id);
	else
		ck_assert_int_eq(error.kind, ERROR_PROTOCOL);
}
END_TEST

#define HEAD "version: STSv1\nmode: enforce\n"

static const struct {
	const char *text;
	const char *fault; /* NULL: none */
} policies[] = {
	{ HEAD "mx: mail.example.com\nmax_age: 604800\n", NULL },
	{ HEAD "mx: mail.example.com\nmax_age: 604800", NULL },
	{ "version:STSv1\r\nmode:testing\r\nmx:*.example.net\r\nmax_age:0\r\n",
	    NULL },
	{ "max_age: 86400 \nmx: a.example\t\nmode: enforce\nversion: STSv1\n\n",
	    NULL },
	{ HEAD "mx: a.example\nmax_age: 31557600\nnext_thing: yes\n", NULL },
	{ HEAD "mode: nonsense\nmx: a.example\nmax_age: 1\nmax_age: x\n",
	    NULL },
	{ "version: STSv1\nmode: none\nmax_age: 86400\n", NULL },
	{ HEAD "max_age: 1\n", "names no mx" },
	{ HEAD "mx: a.example\n", "has no max_age" },
	{ "mode: enforce\nmx: a.example\nmax_age: 1\n", "has no version" },
	{ "version: STSv1\nmx: a.example\nmax_age: 1\n", "has no mode" },
	{ "", "has no version" },
	{ HEAD "mx: a.example\nmax_age: 31557601\n", "line 4" },
	{ HEAD "mx: a.example\nmax_age: -1\n", "line 4" },
	{ HEAD "mx: a.example\nmax_age: 99999999999\n", "line 4" },
	{ HEAD "mx: a..example\nmax_age: 1\n", "line 3" },
	{ HEAD "mx: a.*.example\nmax_age: 1\n", "line 3" },
	{ HEAD "mx: *\nmax_age: 1\n", "line 3" },
	{ HEAD "mx: *.\nmax_age: 1\n", "line 3" },
	{ HEAD "mx:\nmax_age: 1\n", "line 3" },
	{ HEAD "mx: a.example, b.example\nmax_age: 1\n", "line 3" },
	{ HEAD "\nmx: a.example\nmax_age: 1\n", "line 3" },
	{ "version: STSv2\nmode: enforce\nmx: a.example\nmax_age: 1\n",
	    "line 1" },
	{ "version: STSv1\nmode: Enforce\nmx: a.example\nmax_age: 1\n",
	    "line 2" },
	{ "<html>\n", "line 1" },
	{ HEAD "mx: a.example max_age: 1\n", "line 3" },
};

START_TEST(mta_sts_policy_is_judged_strictly)
{
	int rc = read_policy(policies[_i].text);

	ck_assert_int_eq(rc, policies[_i].fault == NULL ? 0 : -1);
	if (policies[_i].fault == NULL)
		return;
	ck_assert_int_eq(error.kind, ERROR_PROTOCOL);
	ck_assert_msg(
	    strstr(error.text, policies[_i].fault) != NULL, "%s", error.text);
}
END_TEST

START_TEST(mta_sts_policy_keeps_what_it_says)
{
	size_t at = 0;

	ck_assert_int_eq(read_policy("version: STSv1\nmode: testing\n"
				     "mx: a.example\nmx: *.b.example\n"
				     "max_age: 604800\n"),
	    0);
	ck_assert_int_eq(sts.mode, MTA_STS_TESTING);
	ck_assert_uint_eq(sts.max_age, 604800);
	ck_assert_str_eq(mta_sts_pattern(&sts, &at), "a.example");
	ck_assert_str_eq(mta_sts_pattern(&sts, &at), "*.b.example");
	ck_assert_ptr_null(mta_sts_pattern(&sts, &at));
}
END_TEST

START_TEST(mta_sts_policy_has_a_limit_of_patterns)
{
	struct buf text = BUF_INIT(64 * 1024);

	(void)buf_puts(&text, HEAD "max_age: 1\n");
	for (int i = 0; i <= MTA_STS_PATTERNS; i++)
		(void)buf_printf(&text, "mx: mx%d.example\n", i);
	ck_assert_int_eq(read_policy(buf_string(&text)), -1);
	ck_assert_ptr_nonnull(strstr(error.text, "too many mx"));
	buf_free(&text);
}
END_TEST

static const struct {
	const char *pattern, *host;
	bool matches;
} hosts[] = {
	{ "mail.example.com", "mail.example.com", true },
	{ "mail.example.com", "MAIL.Example.COM", true },
	{ "*.example.com", "mail.example.com", true },
	{ "*.Example.com", "MAIL.example.COM", true },
	{ "*.example.com", "example.com", false },
	{ "*.example.com", "a.mail.example.com", false },
	{ "*.example.com", "mail.example.com.evil.example", false },
	{ "mail.example.com", "mail.example.org", false },
	{ "mail.example.com", "xmail.example.com", false },
	{ "*.example.com", "localhost", false },
};

START_TEST(mta_sts_pattern_stands_for_one_label)
{
	ck_assert_int_eq(mta_sts_matches(hosts[_i].pattern, hosts[_i].host),
	    hosts[_i].matches);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("mta_sts");
	TCase *tests = tcase_create("mta_sts");

	tcase_add_checked_fixture(tests, NULL, tear_down);
	tcase_add_loop_test(
	    tests, mta_sts_record_has_one_id, 0, ROWS_OF(records));
	tcase_add_loop_test(
	    tests, mta_sts_policy_is_judged_strictly, 0, ROWS_OF(policies));
	tcase_add_test(tests, mta_sts_policy_keeps_what_it_says);
	tcase_add_test(tests, mta_sts_policy_has_a_limit_of_patterns);
	tcase_add_loop_test(
	    tests, mta_sts_pattern_stands_for_one_label, 0, ROWS_OF(hosts));
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
