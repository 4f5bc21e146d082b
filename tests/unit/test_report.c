#include "report_render.h"

#include <string.h>

#include "json_valid.h"
#include "unit.h"

/* What a report renders; each test adds to it what it is about. */
static struct report report;
static struct buf out = BUF_INIT(64 * 1024);

static void
set_up(void)
{
	report_init(&report, REPORT_TEXT, false);
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

static const struct report_line connected = {
	.name = "connect",
	.has_time = true,
	.seconds = 0.001,
};

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

static void
add_line(enum state state, const char *name, const char *text)
{
	const struct report_line line = { .state = state, .name = name };

	report_line(&report, &line, "%s", text);
}

static void
give_hint(enum state state, const char *who, const char *text)
{
	report.hint = (struct report_hint){ state, who, text, "RFC 1", true };
}

START_TEST(report_renders_one_line_when_all_is_well)
{
	report.target_told = true;
	report_finding(&report, STATE_OK, "EHLO accepted");
	report_line(&report, &connected, "there");
	give_hint(STATE_OK, "server", "none");
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
	report_line(&report, &connected, "there");
	give_hint(STATE_OK, "server", "none");
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
	add_line(STATE_OK, "connect", "there");
	add_line(STATE_CRITICAL, "auth", "535 no");
	give_hint(STATE_CRITICAL, "credentials", "Look.");
	(void)buf_puts(&report.dialogue, "C: EHLO x\n");
	add_metric("time", 1.5);
	ck_assert_str_eq(rendered(0),
	    "SMTP CRITICAL - auth: 535 no (mail.example:25; credentials)"
	    "|time=1.5s;;;0\n"
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

/* What stands in parentheses at the end of the first line. */
static void
expect_whom(const char *wanted)
{
	struct buf line = BUF_INIT(1024);

	(void)buf_printf(
	    &line, "SMTP %s - no%s\n", state_name(report.state), wanted);
	ck_assert_int_eq(strncmp(rendered(0), buf_string(&line), line.len), 0);
	buf_free(&line);
}

START_TEST(report_of_trouble_tells_in_its_first_line_who_must_act)
{
	report_finding(&report, STATE_CRITICAL, "no");
	expect_whom(" (mail.example:25)");
	give_hint(STATE_CRITICAL, "network", "Look.");
	expect_whom(" (mail.example:25; network)");
	/* Such a hint only says where to look. */
	report.hint.in_first_line = false;
	expect_whom(" (mail.example:25)");
	/* This hint is not about the finding in this line. */
	give_hint(STATE_WARNING, "network", "Look.");
	expect_whom(" (mail.example:25)");
}
END_TEST

START_TEST(report_names_the_user_when_the_worst_finding_is_about_the_login)
{
	(void)buf_puts(&report.user, "probe");
	report_finding(&report, STATE_WARNING, "no");
	expect_whom(" (mail.example:25)");
	report.about_login[STATE_WARNING] = true;
	expect_whom(" (probe at mail.example:25)");
	give_hint(STATE_WARNING, "policy", "Look.");
	expect_whom(" (probe at mail.example:25; policy)");
	report_finding(&report, STATE_CRITICAL, "no");
	expect_whom(" (mail.example:25)");
}
END_TEST

START_TEST(report_that_is_fine_tells_nobody_to_act)
{
	(void)buf_puts(&report.user, "probe");
	report.about_login[STATE_OK] = true;
	report_finding(&report, STATE_OK, "no");
	give_hint(STATE_OK, "policy", "Look.");
	expect_whom(" (probe at mail.example:25)");
}
END_TEST

START_TEST(report_without_a_target_has_no_parentheses)
{
	buf_clear(&report.target);
	(void)buf_puts(&report.user, "probe");
	report.about_login[STATE_UNKNOWN] = true;
	report_finding(&report, STATE_UNKNOWN, "no");
	give_hint(STATE_UNKNOWN, "monitor", "Look.");
	expect_whom("");
}
END_TEST

/* For the watchdog, who has no time for more. */
START_TEST(report_in_brief_is_one_line)
{
	report_free(&report);
	report_init(&report, REPORT_TEXT, true);
	report_finding(&report, STATE_CRITICAL, "auth: no answer");
	add_line(STATE_OK, "connect", "there");
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
	add_line(STATE_CRITICAL, NULL, "x|y\r\nSMTP OK - z<b>");
	ck_assert_str_eq(rendered(0),
	    "SMTP CRITICAL - a/b=1\\x0d\\x0a[OK] (mail.example:25)\n"
	    "[CRITICAL] x/y\\x0d\\x0aSMTP OK - z(b)\n");
}
END_TEST

START_TEST(report_line_of_another_login_names_its_mechanism)
{
	struct report_line line = {
		.state = STATE_OK,
		.name = "auth",
		.login = "PLAIN",
		.has_time = true,
		.seconds = 0.0125,
	};

	report_finding(&report, STATE_CRITICAL, "down");
	report_line(&report, &line, "accepted");
	ck_assert_str_eq(rendered(0), "SMTP CRITICAL - down (mail.example:25)\n"
				      "[OK] auth: PLAIN: accepted (12.5 ms)\n");
}
END_TEST

START_TEST(report_shows_details_with_three_v)
{
	report_finding(&report, STATE_OK, "well");
	(void)buf_puts(&report.details, "chain: 2\n");
	(void)buf_puts(&report.dialogue, "C: EHLO x\n");
	ck_assert_str_eq(
	    rendered(2), "SMTP OK - well (mail.example:25)\nC: EHLO x\n");
	ck_assert_str_eq(rendered(3),
	    "SMTP OK - well (mail.example:25)\nchain: 2\nC: EHLO x\n");
}
END_TEST

/* Text without end of a width that takes this many bytes for each character. */
static const char *
much_of(const char *character)
{
	static char much[8000];
	size_t width = strlen(character);

	for (size_t i = 0; i + width < sizeof(much); i += width)
		memcpy(much + i, character, width + 1);
	return much;
}

/* So much that no limit holds it all. */
START_TEST(report_stays_bounded_and_well_formed)
{
	static const char *const characters[] = { "x", "\xc3\xa4", "\xff",
		"\xe2\x82\xac" };
	static const size_t limits[] = { REPORT_SHORT, REPORT_LONG, REPORT_LONG,
		REPORT_LONG };
	const char *much = much_of(characters[_i]), *text, *line;

	for (int i = 0; i < 100; i++) {
		report_finding(&report, STATE_CRITICAL, "%s", much);
		add_line(i % 2 == 0 ? STATE_CRITICAL : STATE_OK, "rcpt", much);
		add_metric("time", 1);
		(void)buf_printf(&report.details, "line %d: %.500s\n", i, much);
		(void)buf_printf(&report.dialogue, "C: %.500s\n", much);
	}
	give_hint(STATE_CRITICAL, "server", "Look.");
	ck_assert_uint_eq(report.metric_count, 100);
	for (int verbosity = 0; verbosity < 4; verbosity++) {
		text = rendered(verbosity);
		ck_assert_uint_le(strlen(text), limits[verbosity]);
		ck_assert_int_eq(text[strlen(text) - 1], '\n');
		ck_assert_ptr_nonnull(strstr(text, "; and 99 more"));
		ck_assert_ptr_nonnull(
		    strstr(text, " (mail.example:25; server)|time=1.0s"));
		ck_assert_ptr_nonnull(strstr(text, "\nhint (server): Look."));
		ck_assert_ptr_nonnull(strstr(text, "\n... (there is more"));
		line = strchr(text, '\n') + 1;
		ck_assert_int_eq(strncmp(line, "[CRITICAL] rcpt: ", 17), 0);
	}
}
END_TEST

/* When there is no room for all, trouble is what stays. */
START_TEST(report_leaves_out_good_news_first)
{
	const char *text;

	report_finding(&report, STATE_CRITICAL, "down");
	for (int i = 0; i < 8; i++)
		add_line(STATE_OK, "ehlo", much_of("x"));
	add_line(STATE_CRITICAL, "auth", much_of("y"));
	add_line(STATE_WARNING, NULL, "slow");
	text = rendered(0);
	ck_assert_uint_le(strlen(text), REPORT_SHORT);
	ck_assert_ptr_nonnull(strstr(text, "\n[OK] ehlo: xxx"));
	ck_assert_ptr_nonnull(strstr(text, "\n[CRITICAL] auth: yyy"));
	ck_assert_ptr_nonnull(strstr(text, "\n[WARNING] slow\n"));
	ck_assert_ptr_nonnull(strstr(text, "\n... (there is more, see -v)\n"));
}
END_TEST

/* The object that was rendered, which is one. */
static const char *
rendered_json(int verbosity)
{
	report.format = REPORT_JSON;
	(void)rendered(verbosity);
	ck_assert_ptr_null(json_valid(out.data, out.len));
	ck_assert_ptr_eq(strchr(out.data, '\n'), out.data + out.len - 1);
	return buf_string(&out);
}

START_TEST(report_in_json_is_one_object)
{
	struct buf replies = BUF_INIT(100);
	struct report_line line = {
		.state = STATE_CRITICAL,
		.name = "auth",
		.login = "PLAIN",
		.has_time = true,
		.seconds = 0.25,
		.code = 535,
		.status = "5.7.8",
		.replies = &replies,
	};

	(void)buf_puts(&replies, "535-5.7.8 a|b\n535 5.7.8 \"no\"\n");
	report_finding(&report, STATE_CRITICAL, "auth: %s", "535 \"no\"");
	report_finding(&report, STATE_WARNING, "slow");
	report_line(&report, &line, "refused");
	buf_free(&replies);
	add_line(STATE_WARNING, NULL, "slow");
	give_hint(STATE_CRITICAL, "credentials", "Look.");
	(void)buf_puts(&report.facts, "\"peer\":null");
	(void)buf_puts(&report.dialogue, "C: EHLO x\nS: 250 ok\n");
	add_metric("time", 1.5);
	ck_assert_str_eq(rendered_json(0),
	    "{\"state\":\"CRITICAL\",\"exit_code\":2,"
	    "\"summary\":\"auth: 535 \\\"no\\\"\","
	    "\"target\":\"mail.example:25\","
	    "\"hint\":{\"who\":\"credentials\",\"text\":\"Look.\",\"source\":\"RFC 1\"},"
	    "\"peer\":null,"
	    "\"metrics\":[{\"label\":\"time\",\"value\":1.5,\"unit\":\"s\","
	    "\"warning\":null,\"critical\":null}],"
	    "\"stages\":[{\"stage\":\"auth\",\"mechanism\":\"PLAIN\","
	    "\"state\":\"CRITICAL\",\"seconds\":0.250000,"
	    "\"code\":535,\"status\":\"5.7.8\",\"text\":\"refused\","
	    "\"replies\":[\"535-5.7.8 a\\u007cb\","
	    "\"535 5.7.8 \\\"no\\\"\"]}],"
	    "\"remarks\":[{\"state\":\"WARNING\",\"text\":\"slow\"}],"
	    "\"truncated\":false}\n");
	ck_assert_ptr_nonnull(strstr(rendered_json(2),
	    ",\"dialogue\":[\"C: EHLO x\",\"S: 250 ok\"],\"truncated\""));
}
END_TEST

START_TEST(report_in_json_says_what_is_not_known)
{
	buf_clear(&report.target);
	report_finding(&report, STATE_UNKNOWN, "usage: no host");
	ck_assert_str_eq(rendered_json(0),
	    "{\"state\":\"UNKNOWN\",\"exit_code\":3,"
	    "\"summary\":\"usage: no host\",\"target\":null,\"hint\":null,"
	    "\"metrics\":[],\"stages\":[],\"remarks\":[],"
	    "\"truncated\":false}\n");
}
END_TEST

/* Whatever the limit is: it is an object, and within it. */
START_TEST(report_in_json_is_whole_within_any_limit)
{
	static const char *const characters[] = { "x", "\"", "\xff",
		"\xe2\x82\xac" };
	const char *much = much_of(characters[_i]);
	struct buf replies = BUF_INIT(8000);
	struct report_line line = { .name = "ehlo", .replies = &replies };

	for (int i = 0; i < 20; i++)
		(void)buf_printf(&replies, "250-%.100s\n", much);
	for (int i = 0; i < 100; i++) {
		report_finding(&report, STATE_CRITICAL, "%s", much);
		report_line(&report, &line, "%s", much);
		add_line(STATE_WARNING, NULL, much);
		add_metric("time", 1);
		(void)buf_printf(&report.details, "%.500s\n", much);
		(void)buf_printf(&report.dialogue, "C: %.500s\n", much);
	}
	for (size_t limit = 8 * 1024; limit <= 64 * 1024; limit += 7777) {
		buf_free(&out);
		out.limit = limit;
		ck_assert_ptr_nonnull(
		    strstr(rendered_json(3), ",\"truncated\":true}\n"));
	}
	out.limit = 64 * 1024;
	buf_free(&replies);
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
	tcase_add_test(
	    tests, report_of_trouble_tells_in_its_first_line_who_must_act);
	tcase_add_test(tests,
	    report_names_the_user_when_the_worst_finding_is_about_the_login);
	tcase_add_test(tests, report_that_is_fine_tells_nobody_to_act);
	tcase_add_test(tests, report_without_a_target_has_no_parentheses);
	tcase_add_test(tests, report_in_brief_is_one_line);
	tcase_add_test(tests, report_of_usage_has_no_target);
	tcase_add_test(tests, report_lets_no_foreign_character_through);
	tcase_add_test(tests, report_line_of_another_login_names_its_mechanism);
	tcase_add_test(tests, report_shows_details_with_three_v);
	tcase_add_loop_test(tests, report_stays_bounded_and_well_formed, 0, 4);
	tcase_add_test(tests, report_leaves_out_good_news_first);
	tcase_add_test(tests, report_in_json_is_one_object);
	tcase_add_test(tests, report_in_json_says_what_is_not_known);
	tcase_add_loop_test(
	    tests, report_in_json_is_whole_within_any_limit, 0, 4);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
