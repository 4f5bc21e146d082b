#include "perfdata.h"

#include "unit.h"

/* What is printed of a value with these thresholds (NULL: none). */
static const struct {
	const char *warning, *critical, *printed;
	double value, max;
	bool signed_value;
} rows[] = {
	{ NULL, NULL, "time=0.041210s;;;0", 0.04121, 0, false },
	{ NULL, NULL, "time=0.041210s;;;0;10", 0.04121, 10, false },
	{ "2", NULL, "time=1.000000s;2;;0;10", 1, 10, false },
	{ NULL, "5", "time=1.000000s;;5;0;10", 1, 10, false },
	{ "2", "5", "time=1.000000s;2;5;0;0.5", 1, 0.5, false },
	{ "0.5:2", "@5:", "time=1.000000s;0.5:2;@5:;0", 1, 0, false },
	{ "~:3", "10:", "time=1.000000s;~:3;10:;0", 1, 0, false },
	{ NULL, NULL, "time=-1.500000s", -1.5, 0, true },
	{ "14:", "3:", "time=-1.500000s;14:;3:", -1.5, 0, true },
	{ "14:", NULL, "time=2.000000s;14:", 2, 0, true },
	{ NULL, "3:", "time=2.000000s;;3:", 2, 0, true },
};

START_TEST(perfdata_prints_without_empty_fields_at_the_end)
{
	struct buf out = BUF_INIT(200);
	struct metric metric = {
		.label = "time",
		.uom = "s",
		.decimals = 6,
		.value = rows[_i].value,
		.max = rows[_i].max,
		.signed_value = rows[_i].signed_value,
	};
	struct thresholds *t = &metric.thresholds;

	t->has_warning = rows[_i].warning != NULL;
	if (t->has_warning)
		ck_assert_int_eq(range_parse(rows[_i].warning, &t->warning), 0);
	t->has_critical = rows[_i].critical != NULL;
	if (t->has_critical)
		ck_assert_int_eq(
		    range_parse(rows[_i].critical, &t->critical), 0);
	perfdata_print(&out, &metric);
	ck_assert_str_eq(buf_string(&out), rows[_i].printed);
	buf_free(&out);
}
END_TEST

START_TEST(perfdata_prints_whole_numbers_without_a_unit)
{
	struct buf out = BUF_INIT(200);
	struct metric metric = {
		.label = "cert_days",
		.uom = "",
		.value = 61,
		.signed_value = true,
	};

	perfdata_print(&out, &metric);
	ck_assert_str_eq(buf_string(&out), "cert_days=61");
	buf_free(&out);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("perfdata");
	TCase *tests = tcase_create("perfdata");

	tcase_add_loop_test(tests,
	    perfdata_prints_without_empty_fields_at_the_end, 0, ROWS_OF(rows));
	tcase_add_test(tests, perfdata_prints_whole_numbers_without_a_unit);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
