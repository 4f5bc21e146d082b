#include "deadline.h"

#include <limits.h>

#include "clock.h"
#include "fake_clock.h"
#include "unit.h"

START_TEST(deadline_passes_when_its_time_has_come)
{
	struct deadline deadline = deadline_in(2.5);

	ck_assert(!deadline_passed(deadline));
	ck_assert_double_eq_tol(deadline_left(deadline), 2.5, 1e-9);
	fake_clock += 2 * CLOCK_SECOND;
	ck_assert(!deadline_passed(deadline));
	ck_assert_double_eq_tol(deadline_left(deadline), 0.5, 1e-9);
	fake_clock += CLOCK_SECOND / 2;
	ck_assert(deadline_passed(deadline));
	fake_clock += CLOCK_SECOND;
	ck_assert(deadline_passed(deadline));
	ck_assert_double_eq(deadline_left(deadline), 0);
	ck_assert_int_eq(deadline_poll(deadline), 0);
}
END_TEST

START_TEST(deadline_now_has_always_passed)
{
	ck_assert(deadline_passed(DEADLINE_NOW));
	ck_assert_double_eq(deadline_left(DEADLINE_NOW), 0);
	ck_assert_int_eq(deadline_poll(DEADLINE_NOW), 0);
	/* A machine that has just booted. */
	fake_clock = -CLOCK_SECOND;
	ck_assert(deadline_passed(DEADLINE_NOW));
	ck_assert_int_eq(deadline_poll(DEADLINE_NOW), 0);
}
END_TEST

START_TEST(deadline_of_no_time_has_passed)
{
	ck_assert(deadline_passed(deadline_in(0)));
	ck_assert(deadline_passed(deadline_in(-1)));
	ck_assert_int_eq(deadline_poll(deadline_in(-1)), 0);
}
END_TEST

START_TEST(deadline_poll_rounds_up)
{
	static const struct {
		int64_t ns;
		int ms;
	} rows[] = {
		{ 1, 1 },
		{ 999999, 1 },
		{ 1000000, 1 },
		{ 1000001, 2 },
		{ 1500 * INT64_C(1000000), 1500 },
		{ 60 * CLOCK_SECOND, 60000 },
		{ 3000000000 * CLOCK_SECOND, INT_MAX },
	};

	for (int i = 0; i < ROWS_OF(rows); i++) {
		struct deadline deadline = { fake_clock + rows[i].ns };

		ck_assert_int_eq(deadline_poll(deadline), rows[i].ms);
	}
}
END_TEST

START_TEST(deadline_in_a_very_long_time_is_still_to_come)
{
	struct deadline deadline = deadline_in(1e18);

	ck_assert_int_gt(deadline.at, fake_clock);
	ck_assert(!deadline_passed(deadline));
	ck_assert_int_eq(deadline_poll(deadline), INT_MAX);
}
END_TEST

START_TEST(deadline_earlier_is_the_one_that_comes_first)
{
	struct deadline soon = deadline_in(1), late = deadline_in(2);

	ck_assert_int_eq(deadline_earlier(soon, late).at, soon.at);
	ck_assert_int_eq(deadline_earlier(late, soon).at, soon.at);
	ck_assert_int_eq(deadline_earlier(soon, soon).at, soon.at);
	ck_assert_int_eq(deadline_earlier(soon, DEADLINE_NOW).at, 0);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("deadline");
	TCase *tests = tcase_create("deadline");

	tcase_add_test(tests, deadline_passes_when_its_time_has_come);
	tcase_add_test(tests, deadline_now_has_always_passed);
	tcase_add_test(tests, deadline_of_no_time_has_passed);
	tcase_add_test(tests, deadline_poll_rounds_up);
	tcase_add_test(tests, deadline_in_a_very_long_time_is_still_to_come);
	tcase_add_test(tests, deadline_earlier_is_the_one_that_comes_first);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
