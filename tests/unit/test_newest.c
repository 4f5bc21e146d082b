#include "newest.h"

#include "unit.h"

static struct newest newest;

static void
set_up(void)
{
	newest = (struct newest){ .count = 0 };
}

/* From first to last, and nothing else. */
static void
expect_range(uint32_t first, uint32_t last)
{
	ck_assert_uint_eq(newest.count, last - first + 1);
	for (uint32_t i = 0; i < newest.count; i++)
		ck_assert_uint_eq(newest.numbers[i], first + i);
}

START_TEST(newest_keeps_the_highest_in_whatever_order_they_come)
{
	static const uint32_t steps[] = { 1, 7, 331, 999 };

	for (uint32_t i = 0, n = 1; i < 1000; i++, n += steps[_i])
		newest_add(&newest, n % 1000 + 1);
	expect_range(951, 1000);
}
END_TEST

START_TEST(newest_has_each_number_once)
{
	newest_read(&newest, "3,1,2,3,0,1:2,2:1");
	expect_range(1, 3);
	ck_assert(newest_has(&newest, 2));
	ck_assert(!newest_has(&newest, 4));
}
END_TEST

START_TEST(newest_takes_ranges_of_any_length)
{
	newest_read(&newest, "4294967295:1");
	expect_range(4294967246, 4294967295);
}
END_TEST

START_TEST(newest_leaves_out_what_is_malformed)
{
	newest_read(&newest,
	    ",,x,1x,*,1:*,:3,4:,5:6:7,-8,+9, 10,4294967296,99999999999999999999"
	    ",12");
	expect_range(12, 12);
}
END_TEST

START_TEST(newest_number_is_a_whole_number)
{
	ck_assert_uint_eq(newest_number("4294967295"), 4294967295);
	ck_assert_uint_eq(newest_number("007"), 7);
	ck_assert_uint_eq(newest_number("4294967296"), 0);
	ck_assert_uint_eq(newest_number("18446744073709551617"), 0);
	ck_assert_uint_eq(newest_number(""), 0);
	ck_assert_uint_eq(newest_number("1 "), 0);
	ck_assert_uint_eq(newest_number("-1"), 0);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("newest");
	TCase *tests = tcase_create("newest");

	tcase_add_checked_fixture(tests, set_up, NULL);
	tcase_add_loop_test(
	    tests, newest_keeps_the_highest_in_whatever_order_they_come, 0, 4);
	tcase_add_test(tests, newest_has_each_number_once);
	tcase_add_test(tests, newest_takes_ranges_of_any_length);
	tcase_add_test(tests, newest_leaves_out_what_is_malformed);
	tcase_add_test(tests, newest_number_is_a_whole_number);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
