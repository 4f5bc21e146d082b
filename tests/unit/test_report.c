#include "report.h"

#include <string.h>

#include "unit.h"

/* What a report renders; each test adds to it what it is about. */
static struct report report;
static struct buf out = BUF_INIT(64 * 1024);

static void
set_up(void)
{
	report_init(&report, false);
	(void)buf_puts(&report.target, "mail.example:25");
}

static void
tear_down(void)
{
	report_free(&report);
	buf_free(&out);
}

static const char *
rendered(int verbosity)
{
	buf_clear(&out);
	report_render(&report, verbosity, &out);
	return buf_string(&out);
}

static void
add_metric(const char *label, double value)
{
	struct metric metric = {
		.label = label,
		.uom = "s",
		.decimals = 1,
		.value = value,
	};

	report_metric(&report, &metric);
}

START_TEST(report_renders_one_line_when_all_is_well)
{
	buf_clear(&report.target);
	report_finding(&report, STATE_OK, "EHLO accepted");
	report_line(&report, STATE_OK, "connect: there (1.0 ms)");
	(void)buf_puts(&report.hint, "hint (server): none");
	(void)buf_puts(&report.dialogue, "C: EHLO x\n");
	add_metric("time", 1.5);
	add_metric("time_ehlo", 0.5);
	ck_assert_str_eq(rendered(0),
	    "SMTP OK - EHLO accepted|time=1.5s;;;0 time_ehlo=0.5s;;;0\n");
}
END_TEST

START_TEST(report_shows_stages_with_one_v_and_dialogue_with_two)
{
	buf_clear(&report.target);
	report_finding(&report, STATE_OK, "EHLO accepted");
	report_line(&report, STATE_OK, "connect: there (1.0 ms)");
	(void)buf_puts(&report.hint, "hint (server): none");
	(void)buf_puts(&report.dialogue, "C: EHLO x\n");
	ck_assert_str_eq(rendered(1), "SMTP OK - EHLO accepted\n"
				      "[OK] connect: there (1.0 ms)\n");
	ck_assert_str_eq(rendered(2), "SMTP OK - EHLO accepted\n"
				      "[OK] connect: there (1.0 ms)\n"
				      "C: EHLO x\n");
}
END_TEST

START_TEST(report_of_trouble_has_target_stages_and_hint)
{
	report_finding(&report, STATE_CRITICAL, "auth: %d no", 535);
	report_line(&report, STATE_OK, "connect: there");
	report_line(&report, STATE_CRITICAL, "auth: 535 no");
	(void)buf_puts(&report.hint, "hint (credentials): Look.");
	(void)buf_puts(&report.dialogue, "C: EHLO x\n");
	add_metric("time", 1.5);
	ck_assert_str_eq(rendered(0),
	    "SMTP CRITICAL - auth: 535 no (mail.example:25)|time=1.5s;;;0\n"
	    "[OK] connect: there\n"
	    "[CRITICAL] auth: 535 no\n"
	    "hint (credentials): Look.\n");
}
END_TEST

START_TEST(report_shows_the_findings_of_the_worst_state_in_order)
{
	report_finding(&report, STATE_WARNING, "slow");
	report_finding(&report, STATE_UNKNOWN, "strange");
	ck_assert_int_eq(report.state, STATE_WARNING);
	report_finding(&report, STATE_OK, "well");
	report_finding(&report, STATE_WARNING, "late");
	ck_assert_str_eq(
	    rendered(0), "SMTP WARNING - slow; late (mail.example:25)\n");
	report_finding(&report, STATE_CRITICAL, "down");
	report_finding(&report, STATE_WARNING, "more");
	ck_assert_int_eq(report.state, STATE_CRITICAL);
	ck_assert_str_eq(
	    rendered(0), "SMTP CRITICAL - down (mail.example:25)\n");
}
END_TEST

START_TEST(report_names_the_target_when_there_is_one)
{
	report_finding(&report, STATE_OK, "well");
	ck_assert_str_eq(rendered(0), "SMTP OK - well (mail.example:25)\n");
}
END_TEST

/* For the watchdog, who has no time for more. */
START_TEST(report_in_brief_is_one_line)
{
	report_free(&report);
	report_init(&report, true);
	report_finding(&report, STATE_CRITICAL, "auth: no answer");
	report_line(&report, STATE_OK, "connect: there");
	add_metric("time", 1.5);
	ck_assert_int_eq(report.state, STATE_CRITICAL);
	ck_assert_str_eq(
	    rendered(0), "SMTP CRITICAL - auth: no answer|time=1.5s;;;0\n");
}
END_TEST

START_TEST(report_of_usage_has_no_target)
{
	buf_clear(&report.target);
	report_finding(&report, STATE_UNKNOWN, "usage: no host");
	ck_assert_str_eq(rendered(0), "SMTP UNKNOWN - usage: no host\n");
}
END_TEST

START_TEST(report_lets_no_foreign_character_through)
{
	report_finding(&report, STATE_CRITICAL, "%s", "a|b=1\r\n[OK]");
	report_line(&report, STATE_CRITICAL, "%s", "x|y\r\nSMTP OK - z<b>");
	ck_assert_str_eq(rendered(0),
	    "SMTP CRITICAL - a/b=1\\x0d\\x0a[OK] (mail.example:25)\n"
	    "[CRITICAL] x/y\\x0d\\x0aSMTP OK - z(b)\n");
}
END_TEST

/* So much that no limit holds it all. */
START_TEST(report_stays_bounded_and_well_formed)
{
	char much[8000];
	const char *text, *line;

	memset(much, 'x', sizeof(much) - 1);
	much[sizeof(much) - 1] = '\0';
	for (int i = 0; i < 100; i++) {
		report_finding(&report, STATE_CRITICAL, "%s", much);
		report_line(&report, STATE_CRITICAL, "%s", much);
		add_metric("time", 1);
	}
	text = rendered(0);
	ck_assert_uint_lt(strlen(text), 48 * 1024);
	ck_assert_uint_eq(report.metric_count, REPORT_METRICS);
	ck_assert_int_eq(text[strlen(text) - 1], '\n');
	ck_assert_int_eq(strncmp(text, "SMTP CRITICAL - x", 17), 0);
	ck_assert_ptr_nonnull(strstr(text, " (mail.example:25)|time=1.0s"));
	for (line = strchr(text, '\n') + 1; *line != '\0';
	     line = strchr(line, '\n') + 1)
		ck_assert_int_eq(strncmp(line, "[CRITICAL] x", 12), 0);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("report");
	TCase *tests = tcase_create("report");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, report_renders_one_line_when_all_is_well);
	tcase_add_test(
	    tests, report_shows_stages_with_one_v_and_dialogue_with_two);
	tcase_add_test(tests, report_of_trouble_has_target_stages_and_hint);
	tcase_add_test(
	    tests, report_shows_the_findings_of_the_worst_state_in_order);
	tcase_add_test(tests, report_names_the_target_when_there_is_one);
	tcase_add_test(tests, report_in_brief_is_one_line);
	tcase_add_test(tests, report_of_usage_has_no_target);
	tcase_add_test(tests, report_lets_no_foreign_character_through);
	tcase_add_test(tests, report_stays_bounded_and_well_formed);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
