#include "state.h"

#include "unit.h"

START_TEST(state_worse_orders_ok_unknown_warning_critical)
{
	static const enum state order[] = { STATE_OK, STATE_UNKNOWN,
		STATE_WARNING, STATE_CRITICAL };

	for (int a = 0; a < ROWS_OF(order); a++)
		for (int b = 0; b < ROWS_OF(order); b++)
			ck_assert_int_eq(state_worse(order[a], order[b]),
			    order[a > b ? a : b]);
}
END_TEST

static const struct {
	const char *name;
	enum state state;
} names[] = {
	{ "OK", STATE_OK },
	{ "WARNING", STATE_WARNING },
	{ "CRITICAL", STATE_CRITICAL },
	{ "UNKNOWN", STATE_UNKNOWN },
};

START_TEST(state_values_are_exit_codes)
{
	ck_assert_int_eq(STATE_OK, 0);
	ck_assert_int_eq(STATE_WARNING, 1);
	ck_assert_int_eq(STATE_CRITICAL, 2);
	ck_assert_int_eq(STATE_UNKNOWN, 3);
}
END_TEST

START_TEST(state_has_a_name_and_is_known_by_it)
{
	enum state state = STATE_OK;

	ck_assert_str_eq(state_name(names[_i].state), names[_i].name);
	ck_assert_int_eq(state_parse(names[_i].name, &state), 0);
	ck_assert_int_eq(state, names[_i].state);
}
END_TEST

static const struct {
	const char *text;
	int rc;
	enum state state;
} texts[] = {
	{ "ok", 0, STATE_OK },
	{ "Warning", 0, STATE_WARNING },
	{ "critICAL", 0, STATE_CRITICAL },
	{ "unknown", 0, STATE_UNKNOWN },
	{ "0", 0, STATE_OK },
	{ "1", 0, STATE_WARNING },
	{ "2", 0, STATE_CRITICAL },
	{ "3", 0, STATE_UNKNOWN },
	{ "4", -1, STATE_OK },
	{ "", -1, STATE_OK },
	{ "00", -1, STATE_OK },
	{ "-1", -1, STATE_OK },
	{ "warn", -1, STATE_OK },
	{ "ok ", -1, STATE_OK },
	{ "okay", -1, STATE_OK },
};

START_TEST(state_parse_takes_names_and_digits_only)
{
	enum state state = STATE_OK;

	ck_assert_int_eq(state_parse(texts[_i].text, &state), texts[_i].rc);
	ck_assert_int_eq(state, texts[_i].state);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("state");
	TCase *tests = tcase_create("state");

	tcase_add_test(tests, state_worse_orders_ok_unknown_warning_critical);
	tcase_add_test(tests, state_values_are_exit_codes);
	tcase_add_loop_test(
	    tests, state_has_a_name_and_is_known_by_it, 0, ROWS_OF(names));
	tcase_add_loop_test(
	    tests, state_parse_takes_names_and_digits_only, 0, ROWS_OF(texts));
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
