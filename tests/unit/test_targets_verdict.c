#include "targets_verdict.h"

#include <stdio.h>
#include <string.h>

#include "report_render.h"
#include "unit.h"

#define MOST 30

/* A check of which the tests say what its targets are like. */
static struct config config;
static struct session_facts scout_session;
static struct check_facts scout = {
	.config = &config,
	.sessions = { &scout_session },
	.count = 1,
};
static struct report parts[MOST], all;
static const struct report *list[MOST];
static struct targets_facts facts;
static struct buf out = BUF_INIT(256 * 1024);

static void
set_up(void)
{
	config.target.host = "mail.example";
	config.time.total = 10;
	scout_session.config = &config;
	facts = (struct targets_facts){
		.config = &config,
		.scout = &scout,
		.reports = list,
		.seconds = 1.5,
	};
	report_init(&all, REPORT_TEXT, false);
}

static void
tear_down(void)
{
	for (size_t i = 0; i < facts.count; i++)
		report_free(&parts[i]);
	report_free(&all);
	buf_free(&out);
}

static void
add_metric(struct report *report, const char *label, double value, bool days)
{
	const struct metric metric = {
		.label = label,
		.uom = days ? "" : "s",
		.decimals = days ? 0 : 1,
		.value = value,
		.signed_value = days,
	};

	report_metric(report, &metric);
}

/* One more target.  It is OK with these words, or in trouble. */
static struct report *
add_target(const char *name, enum state state, const char *words)
{
	struct report *part = &parts[facts.count];

	report_init(part, REPORT_TEXT, false);
	(void)buf_puts(&part->target, name);
	report_finding(part, state, "%s", words);
	if (state == STATE_OK)
		(void)buf_printf(&part->success, " %s", words);
	add_metric(part, "time", 0.5, false);
	list[facts.count++] = part;
	return part;
}

static const char *
judged(int verbosity)
{
	verdict_on_targets(&facts, &all);
	report_render(&all, verbosity, &out);
	return buf_string(&out);
}

static void
expect_start(const char *text, const char *wanted)
{
	ck_assert_msg(strncmp(text, wanted, strlen(wanted)) == 0,
	    "\"%s\" begins \"%s\"", wanted, text);
}

static void
expect_part(const char *text, const char *wanted)
{
	ck_assert_msg(
	    strstr(text, wanted) != NULL, "\"%s\" is in \"%s\"", wanted, text);
}

START_TEST(targets_that_are_well_take_one_line)
{
	(void)add_target("mx1:25", STATE_OK, "EHLO accepted");
	add_metric(add_target("mx2:25", STATE_OK, "EHLO accepted"),
	    "time_connect", 0.2, false);
	ck_assert_str_eq(judged(0),
	    "SMTP OK - mail.example: 2 of 2 targets, EHLO accepted, slowest "
	    "mx1:25|time=1.5s;;;0 time_connect=0.2s;;;0 targets=2 "
	    "targets_failed=0 'mx1::time'=0.5s;;;0 'mx2::time'=0.5s;;;0\n");
}
END_TEST

START_TEST(targets_tell_what_they_do_not_have_in_common)
{
	(void)add_target("mx1:25", STATE_OK, "EHLO accepted over TLSv1.3");
	(void)add_target("mx2:25", STATE_OK, "EHLO accepted over TLSv1.2");
	(void)add_target("mx3:25", STATE_OK, "EHLO accepted over TLSv1.3");
	expect_part(judged(0),
	    "3 of 3 targets, EHLO accepted over TLSv1.3 (2), EHLO accepted "
	    "over TLSv1.2 (1), slowest");
}
END_TEST

START_TEST(targets_come_worst_first_and_else_in_their_order)
{
	const char *text;

	(void)add_target("a:25", STATE_OK, "EHLO accepted");
	(void)add_target("b:25", STATE_UNKNOWN, "usage");
	(void)add_target("c:25", STATE_CRITICAL, "banner: 421");
	(void)add_target("d:25", STATE_WARNING, "mail: 451");
	(void)add_target("e:25", STATE_CRITICAL, "connect: refused");
	text = judged(0);
	expect_start(text,
	    "SMTP CRITICAL - 4 of 5 targets: c:25 banner: 421; e:25 connect: "
	    "refused; d:25 mail: 451; b:25 usage (mail.example)|time=1.5s");
	expect_part(text,
	    "\n[CRITICAL] c:25: banner: 421\n[CRITICAL] e:25: connect: "
	    "refused\n[WARNING] d:25: mail: 451\n[UNKNOWN] b:25: usage\n[OK] "
	    "a:25: EHLO accepted\n");
	/* The performance data stay in the order of preference. */
	expect_part(text,
	    "targets=5 targets_failed=4 'a::time'=0.5s;;;0 'b::time'=0.5s;;;0 "
	    "'c::time'=");
}
END_TEST

static const struct {
	unsigned int quorum;
	enum state bad, wanted;
} quorums[] = {
	{ 0, STATE_CRITICAL, STATE_CRITICAL },
	{ 1, STATE_CRITICAL, STATE_WARNING },
	{ 2, STATE_CRITICAL, STATE_WARNING },
	{ 3, STATE_CRITICAL, STATE_CRITICAL },
	{ 2, STATE_WARNING, STATE_WARNING },
	{ 2, STATE_UNKNOWN, STATE_UNKNOWN },
	{ 3, STATE_WARNING, STATE_WARNING },
};

START_TEST(targets_with_a_quorum_are_at_most_warning)
{
	config.judgement.quorum = quorums[_i].quorum;
	(void)add_target("a:25", STATE_OK, "EHLO accepted");
	(void)add_target("b:25", quorums[_i].bad, "trouble");
	(void)add_target("c:25", STATE_OK, "EHLO accepted");
	(void)judged(0);
	ck_assert_int_eq(all.state, quorums[_i].wanted);
	expect_part(buf_string(&out), "1 of 3 targets: b:25 trouble");
	config.judgement.quorum = 0;
}
END_TEST

START_TEST(targets_have_the_worst_value_under_each_label)
{
	struct report *one = add_target("a:25", STATE_OK, "EHLO accepted");
	struct report *other;

	add_metric(one, "time_connect", 0.1, false);
	add_metric(one, "time_tls", 0.9, false);
	add_metric(one, "cert_days", 60, true);
	other = add_target("b:25", STATE_OK, "EHLO accepted");
	add_metric(other, "time_resolve", 0.3, false);
	add_metric(other, "time_connect", 0.4, false);
	add_metric(other, "time_tls", 0.2, false);
	add_metric(other, "cert_days", -3, true);
	expect_part(judged(0),
	    "|time=1.5s;;;0 time_resolve=0.3s;;;0 time_connect=0.4s;;;0 "
	    "time_tls=0.9s;;;0 cert_days=-3 targets=2 ");
}
END_TEST

START_TEST(targets_value_that_breaks_its_range_is_the_worst)
{
	struct metric slow = {
		.label = "time_auth",
		.uom = "s",
		.decimals = 1,
		.value = 0.1,
		.thresholds = { .has_warning = true,
		    .warning = { .start = 0.2, .end = 1 } },
	};

	report_metric(add_target("a:25", STATE_WARNING, "too fast"), &slow);
	slow.value = 0.9;
	report_metric(add_target("b:25", STATE_OK, "EHLO accepted"), &slow);
	expect_part(judged(0), " time_auth=0.1s;0.2:1;;0 ");
}
END_TEST

START_TEST(targets_label_has_no_character_that_ends_it)
{
	(void)add_target("m'x= 1[2001:db8::1]:25", STATE_OK, "EHLO accepted");
	expect_part(judged(0), "'m_x__1[2001:db8::1]::time'=");
}
END_TEST

START_TEST(targets_beyond_the_room_are_counted)
{
	char name[32];

	for (int i = 0; i < MOST; i++) {
		(void)snprintf(name, sizeof(name), "mx%d.mail.example:25", i);
		(void)add_target(name, STATE_CRITICAL,
		    "banner: 421 4.3.2 this server is too busy to answer "
		    "anybody who asks for anything at all, now and then");
	}
	expect_part(judged(0), "; and 27 more (mail.example)|");
	expect_part(buf_string(&out), "'mx29.mail.example::time'=");
	expect_part(buf_string(&out), "\n... and ");
	ck_assert_uint_le(out.len, REPORT_SHORT);
	buf_clear(&out);
	report_render(&all, 1, &out);
	expect_part(buf_string(&out), "\n[CRITICAL] mx29.mail.example:25: ");
}
END_TEST

/* The block of the second has no room, those of the others would have. */
START_TEST(targets_without_room_keep_the_heads_of_their_blocks)
{
	const struct report_line line = { .state = STATE_OK, .name = "ehlo" };
	struct report *large;
	const char *text;

	(void)add_target("a:25", STATE_CRITICAL, "banner: 421");
	large = add_target("b:25", STATE_CRITICAL, "banner: 422");
	for (int i = 0; i < 80; i++)
		report_line(large, &line, "%60d", i);
	report_line(
	    add_target("c:25", STATE_CRITICAL, "banner: 423"), &line, "SIZE");
	text = strchr(judged(0), '\n') + 1;
	ck_assert_str_eq(text,
	    "[CRITICAL] a:25: banner: 421\n[CRITICAL] b:25: banner: 422\n"
	    "[CRITICAL] c:25: banner: 423\n");
}
END_TEST

START_TEST(targets_with_labels_that_look_alike_give_one)
{
	(void)add_target("a,b:25", STATE_CRITICAL, "resolve: no name");
	(void)add_target("a&b:25", STATE_CRITICAL, "resolve: no name");
	expect_part(judged(0), " targets_failed=2 'a_b::time'=0.5s;;;0\n");
}
END_TEST

START_TEST(targets_tell_a_failure_that_counts_as_success)
{
	(void)add_target("a:25", STATE_OK, "EHLO accepted");
	(void)add_target("b:25", STATE_OK, "banner: 554 no");
	buf_clear(&parts[1].success);
	expect_part(judged(0),
	    "2 of 2 targets, EHLO accepted (1), banner: 554 no (1), slowest");
}
END_TEST

START_TEST(targets_that_were_not_asked_are_counted)
{
	facts.left_out = 6;
	(void)add_target("a:25", STATE_OK, "EHLO accepted");
	expect_part(judged(0), ", slowest a:25; 6 more were not asked|");
}
END_TEST

START_TEST(targets_tell_a_hint_once)
{
	const struct report_hint hint = {
		.state = STATE_CRITICAL,
		.who = "server",
		.text = "Look at its load.",
		.source = "RFC 5321",
		.in_first_line = true,
	};
	const char *text;

	add_target("a:25", STATE_CRITICAL, "banner: 421")->hint = hint;
	add_target("b:25", STATE_CRITICAL, "banner: 421")->hint = hint;
	text = judged(0);
	expect_part(text, " (mail.example; server)|");
	text = strstr(text, "\nhint (server): Look at its load.\n");
	ck_assert_ptr_nonnull(text);
	ck_assert_ptr_null(strstr(text + 1, "\nhint "));
}
END_TEST

START_TEST(targets_time_of_all_is_judged_too)
{
	(void)add_target("a:25", STATE_OK, "EHLO accepted");
	parts[0].metrics[0].thresholds = (struct thresholds){
		.has_critical = true,
		.critical = { 0, 1, 0 },
	};
	expect_start(judged(0),
	    "SMTP CRITICAL - time 1.500 s breaks its range: targets had to "
	    "wait for their turn (see --parallel) (mail.example)|");
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("targets_verdict");
	TCase *tests = tcase_create("targets_verdict");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, targets_that_are_well_take_one_line);
	tcase_add_test(tests, targets_tell_what_they_do_not_have_in_common);
	tcase_add_test(tests, targets_come_worst_first_and_else_in_their_order);
	tcase_add_loop_test(tests, targets_with_a_quorum_are_at_most_warning, 0,
	    ROWS_OF(quorums));
	tcase_add_test(tests, targets_have_the_worst_value_under_each_label);
	tcase_add_test(tests, targets_value_that_breaks_its_range_is_the_worst);
	tcase_add_test(tests, targets_label_has_no_character_that_ends_it);
	tcase_add_test(tests, targets_beyond_the_room_are_counted);
	tcase_add_test(
	    tests, targets_without_room_keep_the_heads_of_their_blocks);
	tcase_add_test(tests, targets_with_labels_that_look_alike_give_one);
	tcase_add_test(tests, targets_tell_a_failure_that_counts_as_success);
	tcase_add_test(tests, targets_that_were_not_asked_are_counted);
	tcase_add_test(tests, targets_tell_a_hint_once);
	tcase_add_test(tests, targets_time_of_all_is_judged_too);
	suite_add_tcase(suite, tests);
	return suite;
}

int
main(void)
{
	return unit_run(suite());
}
