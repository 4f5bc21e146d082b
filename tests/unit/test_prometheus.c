#include <math.h>
#include <stdio.h>
#include <string.h>

#include "openmetrics_valid.h"
#include "report_render.h"
#include "unit.h"

/* What a report renders; each test adds to it what it is about. */
static struct report report;
static struct buf out = BUF_INIT(64 * 1024);

static void
set_up(void)
{
	report_init(&report, REPORT_PROMETHEUS, false);
	(void)buf_puts(&report.target, "mail.example:25");
}

static void
tear_down(void)
{
	report_free(&report);
	buf_free(&out);
}

/* The text that was rendered, which is valid. */
static const char *
rendered(void)
{
	const char *wrong;

	buf_clear(&out);
	report_render(&report, 3, &out);
	wrong = openmetrics_valid(buf_string(&out));
	ck_assert_msg(wrong == NULL, "not valid from here: %.200s", wrong);
	return buf_string(&out);
}

static bool
has_line(const char *line)
{
	struct buf wanted = BUF_INIT(1000);
	bool found;

	(void)buf_printf(&wanted, "\n%s\n", line);
	found = strstr(rendered(), buf_string(&wanted)) != NULL;
	buf_free(&wanted);
	return found;
}

static void
add_metric(const char *label, double value, int decimals)
{
	report_metric(&report,
	    &(struct metric){
		.label = label, .value = value, .decimals = decimals });
}

static void
add_line(enum state state, const char *name, int code)
{
	const struct report_line line = {
		.state = state, .name = name, .code = code
	};

	report_line(&report, &line, "text");
}

START_TEST(prometheus_without_a_target_has_the_state_alone)
{
	buf_clear(&report.target);
	report_finding(&report, STATE_UNKNOWN, "usage: no host");
	ck_assert_str_eq(rendered(),
	    "# TYPE smtp_auth_state gauge\n"
	    "# HELP smtp_auth_state State of the check: 0 OK, 1 WARNING, "
	    "2 CRITICAL, 3 UNKNOWN.\n"
	    "smtp_auth_state 3\n"
	    "# EOF\n");
}
END_TEST

START_TEST(prometheus_names_each_performance_value)
{
	add_metric("time", 1.5, 6);
	add_metric("time_connect", 0.25, 6);
	add_metric("time_auth", 0.5, 6);
	add_metric("time_auth_scram_sha_256", 0.125, 6);
	add_metric("mx1[192.0.2.1]::time", 0.75, 6);
	add_metric("cert_days", -3, 0);
	add_metric("token_hours", 0.5, 1);
	ck_assert(has_line("smtp_auth_duration_seconds"
			   "{target=\"mail.example:25\"} 1.500000"));
	ck_assert(has_line("smtp_auth_stage_seconds{target=\"mail.example:25\","
			   "stage=\"connect\"} 0.250000"));
	ck_assert(has_line("smtp_auth_stage_seconds{target=\"mail.example:25\","
			   "stage=\"auth\"} 0.500000"));
	ck_assert(has_line("smtp_auth_login_seconds{target=\"mail.example:25\","
			   "mechanism=\"scram_sha_256\"} 0.125000"));
	ck_assert_ptr_null(strstr(rendered(), "192.0.2.1"));
	ck_assert(
	    has_line("smtp_auth_cert_days{target=\"mail.example:25\"} -3"));
	ck_assert(
	    has_line("smtp_auth_token_hours{target=\"mail.example:25\"} 0.5"));
}
END_TEST

START_TEST(prometheus_keeps_the_samples_of_a_family_together)
{
	add_metric("time_connect", 1, 0);
	add_metric("cert_days", 1, 0);
	add_metric("time_auth", 1, 0);
	ck_assert(has_line("smtp_auth_stage_seconds{target=\"mail.example:25\","
			   "stage=\"auth\"} 1"));
}
END_TEST

/* A range as one number; what is alerted inside has no such number. */
START_TEST(prometheus_tells_each_plain_threshold)
{
	static const struct {
		struct range range;
		const char *value; /* NULL: there is no sample */
	} rows[] = {
		{ { 0, 2.5, false }, "2.5" },
		{ { -HUGE_VAL, 3, false }, "3" },
		{ { 14, HUGE_VAL, false }, "14" },
		{ { 1, 2, false }, "2" },
		{ { 1, 2, true }, NULL },
		{ { -HUGE_VAL, HUGE_VAL, false }, NULL },
	};

	for (size_t i = 0; i < ROWS_OF(rows); i++) {
		struct buf line = BUF_INIT(200);
		struct metric metric = { .label = "time",
			.thresholds = {
			    .has_critical = true, .critical = rows[i].range } };

		tear_down();
		set_up();
		report_metric(&report, &metric);
		(void)buf_printf(&line,
		    "smtp_auth_threshold{target=\"mail.example:25\","
		    "metric=\"time\",severity=\"critical\"} %s",
		    rows[i].value == NULL ? "" : rows[i].value);
		if (rows[i].value != NULL)
			ck_assert(has_line(buf_string(&line)));
		else
			ck_assert_ptr_null(
			    strstr(rendered(), buf_string(&line)));
		buf_free(&line);
	}
}
END_TEST

START_TEST(prometheus_gives_each_stage_the_state_of_its_worst_line)
{
	add_line(STATE_OK, "ehlo", 0);
	add_line(STATE_CRITICAL, "ehlo", 554);
	add_line(STATE_WARNING, "ehlo", 0);
	add_line(STATE_OK, "auth", 0);
	add_line(STATE_WARNING, NULL, 0);
	ck_assert(has_line("smtp_auth_stage_state{target=\"mail.example:25\","
			   "stage=\"ehlo\"} 2"));
	ck_assert(has_line("smtp_auth_stage_state{target=\"mail.example:25\","
			   "stage=\"auth\"} 0"));
	ck_assert(has_line("smtp_auth_reply_code{target=\"mail.example:25\","
			   "stage=\"ehlo\"} 554"));
}
END_TEST

START_TEST(prometheus_tells_who_must_act_while_the_check_is_not_ok)
{
	const char *line =
	    "smtp_auth_hint{target=\"mail.example:25\",who=\"server\"} 1";

	report.hint.who = "server";
	ck_assert(!has_line(line));
	report_finding(&report, STATE_WARNING, "slow");
	ck_assert(has_line(line));
}
END_TEST

START_TEST(prometheus_tells_the_state_and_time_of_each_of_many_targets)
{
	struct report parts[2];
	const struct report *const list[] = { &parts[0], &parts[1] };
	const struct report_line line = {
		.state = STATE_CRITICAL, .name = "auth", .code = 535
	};

	for (size_t i = 0; i < 2; i++) {
		report_init(&parts[i], REPORT_PROMETHEUS, false);
		(void)buf_printf(&parts[i].target, "mx%zu[::1]:25", i);
		report_metric(&parts[i],
		    &(struct metric){
			.label = "time", .value = 0.5, .decimals = 1 });
	}
	report_finding(&parts[1], STATE_CRITICAL, "no");
	report_line(&parts[1], &line, "no");
	add_line(STATE_OK, "resolve", 0);
	add_line(STATE_WARNING, "auth", 0);
	report.parts = list;
	report.part_count = 2;
	ck_assert(has_line("smtp_auth_target_state{target=\"mail.example:25\","
			   "address=\"mx0[::1]:25\"} 0"));
	ck_assert(has_line("smtp_auth_target_state{target=\"mail.example:25\","
			   "address=\"mx1[::1]:25\"} 2"));
	ck_assert(
	    has_line("smtp_auth_target_seconds{target=\"mail.example:25\","
		     "address=\"mx1[::1]:25\"} 0.5"));
	ck_assert(has_line("smtp_auth_stage_state{target=\"mail.example:25\","
			   "stage=\"auth\"} 1"));
	ck_assert(has_line("smtp_auth_stage_state{target=\"mail.example:25\","
			   "address=\"mx1[::1]:25\",stage=\"auth\"} 2"));
	ck_assert(has_line("smtp_auth_reply_code{target=\"mail.example:25\","
			   "address=\"mx1[::1]:25\",stage=\"auth\"} 535"));
	for (size_t i = 0; i < 2; i++)
		report_free(&parts[i]);
}
END_TEST

START_TEST(prometheus_escapes_what_would_end_a_label)
{
	buf_clear(&report.target);
	(void)buf_puts(&report.target, "/run/a\"b\\c|d");
	ck_assert(has_line("smtp_auth_state{target=\"/run/a\\\"b\\\\c/d\"} 0"));
}
END_TEST

/* A label is made of what a server's administrator may choose. */
START_TEST(prometheus_makes_a_valid_name_of_any_label)
{
	static const char *const labels[] = { "", "a b\n{}\"c", "time_",
		"time_auth_", "9\xff", "time_auth_\"\n::time" };

	for (size_t i = 0; i < ROWS_OF(labels); i++) {
		tear_down();
		set_up();
		add_metric(labels[i], 1, 0);
		ck_assert_ptr_nonnull(strstr(rendered(), " 1\n"));
	}
}
END_TEST

START_TEST(prometheus_is_whole_within_any_limit)
{
	char name[24];

	for (int i = 0; i < 100; i++) {
		(void)snprintf(name, sizeof(name), "stage-%d", i);
		add_line(STATE_CRITICAL, name, 500);
	}
	add_metric("time_auth", 1, 6);
	for (size_t limit = 100; limit <= 16 * 1024; limit += 333) {
		buf_free(&out);
		out.limit = limit;
		ck_assert_uint_le(strlen(rendered()), limit);
	}
	out.limit = 64 * 1024;
}
END_TEST

/* What the other tests trust. */
START_TEST(prometheus_judge_refuses_what_is_not_openmetrics)
{
	static const char *const wrong[] = {
		"",
		"# EOF",
		"# EOF\n# EOF\n",
		"a 1\n# EOF\n",
		"# TYPE a gauge\na\n# EOF\n",
		"# TYPE a gauge\na one\n# EOF\n",
		"# TYPE a gauge\na 1\na 2\n# EOF\n",
		"# TYPE a gauge\na{b=\"c\"} 1\na{b=\"c\"} 2\n# EOF\n",
		"# TYPE a gauge\na{b=\"c\"d\"} 1\n# EOF\n",
		"# TYPE a gauge\na{b=\"\\d\"} 1\n# EOF\n",
		"# TYPE a gauge\na{b=c} 1\n# EOF\n",
		"# TYPE a gauge\na{} 1\n# EOF\n",
		"# TYPE a gauge\na 1\n# HELP a b\n# EOF\n",
		"# TYPE a gauge\n# UNIT a days\na 1\n# EOF\n",
		"# TYPE a gauge\n\na 1\n# EOF\n",
		"# TYPE a gauge\n# TYPE b gauge\na 1\n# EOF\n",
		"# a comment\n# EOF\n",
	};

	for (size_t i = 0; i < ROWS_OF(wrong); i++)
		ck_assert_msg(
		    openmetrics_valid(wrong[i]) != NULL, "%s", wrong[i]);
	ck_assert_ptr_null(openmetrics_valid(
	    "# TYPE a_days gauge\n# UNIT a_days days\n# HELP a_days b.\n"
	    "a_days{b=\"c\"} 1\na_days{b=\"\\\"\"} -2.5\n# EOF\n"));
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("prometheus");
	TCase *tests = tcase_create("prometheus");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, prometheus_without_a_target_has_the_state_alone);
	tcase_add_test(tests, prometheus_names_each_performance_value);
	tcase_add_test(
	    tests, prometheus_keeps_the_samples_of_a_family_together);
	tcase_add_test(tests, prometheus_tells_each_plain_threshold);
	tcase_add_test(
	    tests, prometheus_gives_each_stage_the_state_of_its_worst_line);
	tcase_add_test(
	    tests, prometheus_tells_who_must_act_while_the_check_is_not_ok);
	tcase_add_test(
	    tests, prometheus_tells_the_state_and_time_of_each_of_many_targets);
	tcase_add_test(tests, prometheus_escapes_what_would_end_a_label);
	tcase_add_test(tests, prometheus_makes_a_valid_name_of_any_label);
	tcase_add_test(tests, prometheus_is_whole_within_any_limit);
	tcase_add_test(tests, prometheus_judge_refuses_what_is_not_openmetrics);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
