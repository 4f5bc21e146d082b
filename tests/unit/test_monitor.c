#include "monitor.h"

#include <string.h>

#include "unit.h"

static struct monitor_view view;

static void
tear_down(void)
{
	monitor_free(&view);
	memset(&view, 0, sizeof(view));
}

START_TEST(icinga_reads_perfdata_of_every_line)
{
	monitor_icinga(&view, "SMTP OK - a|time=1s\r\nmore|x\nlast|b=2 c=3\n");
	ck_assert_str_eq(view.text, "SMTP OK - a\n\nmore|x\nlast\n");
	ck_assert_str_eq(view.perfdata, "time=1s b=2 c=3");
	ck_assert_uint_eq(view.count, 3);
	ck_assert_uint_eq(view.dropped, 0);
}
END_TEST

START_TEST(nagios_reads_perfdata_behind_the_first_and_a_later_bar)
{
	monitor_nagios(&view, "SMTP OK - a|time=1s|2\nmore\nlast|b=2\nc=3\n");
	ck_assert_str_eq(view.text, "SMTP OK - a\nmore\nlast");
	ck_assert_str_eq(view.perfdata, "time=1s|2 b=2 c=3");
}
END_TEST

START_TEST(nagios_reads_an_output_without_perfdata)
{
	monitor_nagios(&view, "SMTP OK - a\nmore\n");
	ck_assert_str_eq(view.text, "SMTP OK - a\nmore\n");
	ck_assert_str_eq(view.perfdata, "");
}
END_TEST

START_TEST(icinga_keeps_numbers_and_drops_ranges)
{
	const struct monitor_metric *metric;

	monitor_icinga(&view, "x|a=0.187s;2;0:5;0;10");
	metric = view.metrics;
	ck_assert_uint_eq(view.count, 1);
	ck_assert_str_eq(metric->label, "a");
	ck_assert_str_eq(metric->unit, "s");
	ck_assert(metric->value > 0.186 && metric->value < 0.188);
	ck_assert(metric->kept[MONITOR_WARNING]);
	ck_assert(!metric->kept[MONITOR_CRITICAL]);
	ck_assert_str_eq(metric->fields[MONITOR_CRITICAL], "0:5");
	ck_assert(metric->kept[MONITOR_MIN] && metric->kept[MONITOR_MAX]);
	ck_assert_uint_eq(metric->field_count, 4);
}
END_TEST

START_TEST(icinga_takes_a_label_in_quotes)
{
	monitor_icinga(&view, "x|'with blank'=1 b=2;;;0");
	ck_assert_uint_eq(view.count, 2);
	ck_assert_str_eq(view.metrics[0].label, "with blank");
	ck_assert_str_eq(view.metrics[1].label, "b");
	ck_assert_uint_eq(view.metrics[1].field_count, 3);
	ck_assert(!view.metrics[1].kept[MONITOR_WARNING]);
}
END_TEST

/* What costs the whole metric. */
static const char *const bad[] = { "x|a=0,187s", "x|a=U", "x|a=", "x|a=nan",
	"x|a=s", "x|a=1.2.3" };

START_TEST(icinga_drops_a_value_that_is_no_number)
{
	monitor_icinga(&view, bad[_i]);
	ck_assert_uint_eq(view.count, 0);
	ck_assert_uint_eq(view.dropped, 1);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("monitor");
	TCase *tests = tcase_create("monitor");

	tcase_add_checked_fixture(tests, NULL, tear_down);
	tcase_add_test(tests, icinga_reads_perfdata_of_every_line);
	tcase_add_test(
	    tests, nagios_reads_perfdata_behind_the_first_and_a_later_bar);
	tcase_add_test(tests, nagios_reads_an_output_without_perfdata);
	tcase_add_test(tests, icinga_keeps_numbers_and_drops_ranges);
	tcase_add_test(tests, icinga_takes_a_label_in_quotes);
	tcase_add_loop_test(
	    tests, icinga_drops_a_value_that_is_no_number, 0, ROWS_OF(bad));
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
