#include "range.h"

#include <math.h>

#include "unit.h"

#define NO_ALERT (-12345.0)

/* A range, one value that is well and one that calls for an alert (NO_ALERT:
 * there is none such), and its shortest form. */
static const struct {
	const char *text;
	double start, end;
	bool inside;
	double well, alert;
	const char *printed;
} ranges[] = {
	{ "5", 0, 5, false, 5, 5.001, "5" },
	{ "5", 0, 5, false, 0, -0.001, "5" },
	{ "10:", 10, HUGE_VAL, false, 10, 9.999, "10:" },
	{ "~:3", -HUGE_VAL, 3, false, -1e9, 3.001, "~:3" },
	{ "1:2", 1, 2, false, 1, 0.999, "1:2" },
	{ "1:2", 1, 2, false, 2, 2.001, "1:2" },
	{ "@1:2", 1, 2, true, 0.999, 1, "@1:2" },
	{ "@1:2", 1, 2, true, 2.001, 2, "@1:2" },
	{ "@5", 0, 5, true, -0.001, 0, "@5" },
	{ "@10:", 10, HUGE_VAL, true, 9.999, 1e9, "@10:" },
	{ "@~:3", -HUGE_VAL, 3, true, 3.001, -1e9, "@~:3" },
	{ "~:", -HUGE_VAL, HUGE_VAL, false, 1e9, NO_ALERT, "~:" },
	{ "0:5", 0, 5, false, 3, 6, "5" },
	{ "0:", 0, HUGE_VAL, false, 0, -1, "0:" },
	{ "0", 0, 0, false, 0, 0.001, "0" },
	{ "0.5", 0, 0.5, false, 0.5, 0.51, "0.5" },
	{ "0.250:1.750", 0.25, 1.75, false, 1, 2, "0.25:1.75" },
	{ "-5:-1", -5, -1, false, -3, 0, "-5:-1" },
	{ "7:7", 7, 7, false, 7, 8, "7:7" },
	{ "0.000001", 0, 0.000001, false, 0, 1, "0.000001" },
	{ "1000", 0, 1000, false, 1000, 1001, "1000" },
};

START_TEST(range_parse_reads_the_guidelines_notation)
{
	struct range range;

	ck_assert_int_eq(range_parse(ranges[_i].text, &range), 0);
	ck_assert(range.start == ranges[_i].start);
	ck_assert(range.end == ranges[_i].end);
	ck_assert_int_eq(range.inside, ranges[_i].inside);
}
END_TEST

START_TEST(range_alerts_outside_or_with_an_at_inside)
{
	struct range range;

	ck_assert_int_eq(range_parse(ranges[_i].text, &range), 0);
	ck_assert(!range_alerts(&range, ranges[_i].well));
	if (ranges[_i].alert != NO_ALERT)
		ck_assert(range_alerts(&range, ranges[_i].alert));
}
END_TEST

START_TEST(range_print_is_short_and_means_the_same)
{
	struct buf text = BUF_INIT(64);
	struct range range, again;

	ck_assert_int_eq(range_parse(ranges[_i].text, &range), 0);
	range_print(&text, &range);
	ck_assert_str_eq(buf_string(&text), ranges[_i].printed);
	ck_assert_int_eq(range_parse(buf_string(&text), &again), 0);
	ck_assert(again.start == range.start);
	ck_assert(again.end == range.end);
	ck_assert_int_eq(again.inside, range.inside);
	buf_free(&text);
}
END_TEST

static const char *const no_ranges[] = { "", "@", ":", "@:", "~", "5:~", "~5",
	"a", "5s", "1:b", "a:2", "2:1", "-5", "1:2:3", "1::2", "@@5", "5@",
	" 5", "5 ", "1 :2", "0,5", "1e3", "0x5", "inf", "nan", "~:nan", "1..2",
	"--1", "+-1", "-", "10:-", "111111111111111111111111:",
	"1111111111111111111111111111:11111111111111111111111111111111" };

START_TEST(range_parse_refuses_all_else)
{
	struct range range;

	ck_assert_int_eq(range_parse(no_ranges[_i], &range), -1);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("range");
	TCase *tests = tcase_create("range");

	tcase_add_loop_test(tests, range_parse_reads_the_guidelines_notation, 0,
	    ROWS_OF(ranges));
	tcase_add_loop_test(tests, range_alerts_outside_or_with_an_at_inside, 0,
	    ROWS_OF(ranges));
	tcase_add_loop_test(
	    tests, range_print_is_short_and_means_the_same, 0, ROWS_OF(ranges));
	tcase_add_loop_test(
	    tests, range_parse_refuses_all_else, 0, ROWS_OF(no_ranges));
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
