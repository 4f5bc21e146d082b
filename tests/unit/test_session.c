#include "session_run.h"

#include <string.h>

#include "clock.h"
#include "fake_clock.h"
#include "stream_script.h"
#include "unit.h"

/* What each row of a toy table does, and what it met. */
static struct {
	enum stage_result result;
	enum error_kind kind;
	double seconds;
	int ran; /* the how-manieth; 0: it did not */
	double left;
} plays[STAGE_ROWS];

static int turns;
static struct config config;
static struct session session;

static enum stage_result
run_toy(struct session *it, struct deadline deadline, struct error *error)
{
	size_t row = (size_t)(it->current - it->facts.seen);

	plays[row].ran = ++turns;
	plays[row].left = deadline_left(deadline);
	fake_clock += (int64_t)(plays[row].seconds * (double)CLOCK_SECOND);
	session_note(it, "row %zu", row);
	if (plays[row].kind != ERROR_NONE)
		(void)error_set(error, plays[row].kind, "trouble %zu", row);
	return plays[row].result;
}

static bool
always(const struct config *ignored)
{
	(void)ignored;
	return true;
}

static bool
never(const struct config *ignored)
{
	(void)ignored;
	return false;
}

#define TOY(id, planned)                                                       \
	{                                                                      \
		STAGE_##id, planned, run_toy, STATE_CRITICAL, STATE_WARNING    \
	}

static const struct stage toys[] = {
	TOY(CONNECT, always),
	TOY(TLS, always),
	TOY(STARTTLS, never),
	TOY(EHLO, always),
	TOY(CONNECT, always),
	TOY(DATA, always),
};

#define TOYS (sizeof(toys) / sizeof(toys[0]))

static void
set_up(void)
{
	/* The test framework needs more calls than the sandbox allows: see
	 * sandbox_enter(). */
	ck_assert_int_eq(setenv("LD_PRELOAD", "none", 1), 0);
	config.time.total = 10;
	session_init(&session, &config, fake_clock);
}

static void
tear_down(void)
{
	session_free(&session);
}

static void
run(void)
{
	session_run(&session, toys, TOYS, NULL);
}

START_TEST(session_runs_the_planned_rows_in_their_order)
{
	static const int order[] = { 1, 2, 0, 3, 4, 5 };

	run();
	for (size_t i = 0; i < TOYS; i++) {
		ck_assert_int_eq(plays[i].ran, order[i]);
		ck_assert_int_eq(session.facts.seen[i].outcome,
		    order[i] == 0 ? OUTCOME_SKIPPED : OUTCOME_PASSED);
	}
	ck_assert_str_eq(session.facts.seen[3].note, "row 3");
	ck_assert_str_eq(session.facts.seen[2].note, "");
}
END_TEST

START_TEST(session_stops_at_the_first_failure)
{
	plays[3].result = STAGE_FAILED;
	plays[3].kind = ERROR_REJECTED;
	run();
	ck_assert_int_eq(session.facts.seen[1].outcome, OUTCOME_PASSED);
	ck_assert_int_eq(session.facts.seen[3].outcome, OUTCOME_FAILED);
	ck_assert_int_eq(session.facts.seen[3].error.kind, ERROR_REJECTED);
	ck_assert_str_eq(session.facts.seen[3].error.text, "trouble 3");
	ck_assert_int_eq(session.facts.seen[4].outcome, OUTCOME_SKIPPED);
	ck_assert_int_eq(plays[4].ran, 0);
	ck_assert_int_eq(plays[5].ran, 0);
}
END_TEST

START_TEST(session_goes_on_after_an_unexpected_answer)
{
	plays[3].result = STAGE_UNEXPECTED;
	plays[3].kind = ERROR_REJECTED;
	run();
	ck_assert_int_eq(session.facts.seen[3].outcome, OUTCOME_UNEXPECTED);
	ck_assert_str_eq(session.facts.seen[3].error.text, "trouble 3");
	ck_assert_int_eq(session.facts.seen[4].outcome, OUTCOME_PASSED);
	ck_assert_int_eq(session.facts.seen[5].outcome, OUTCOME_PASSED);
}
END_TEST

START_TEST(session_times_each_row_and_the_whole)
{
	fake_clock += CLOCK_SECOND / 4; /* before the first row */
	for (size_t i = 0; i < TOYS; i++)
		plays[i].seconds = (double)(i + 1) / 8;
	run();
	for (size_t i = 0; i < TOYS; i++)
		ck_assert_double_eq_tol(session.facts.seen[i].seconds,
		    i == 2 ? 0 : (double)(i + 1) / 8, 1e-9);
	ck_assert_int_eq(session.facts.ended - session.facts.began,
	    CLOCK_SECOND / 4 + CLOCK_SECOND * 18 / 8);
}
END_TEST

START_TEST(session_times_a_row_that_fails)
{
	plays[1].seconds = 1.5;
	plays[1].result = STAGE_FAILED;
	plays[1].kind = ERROR_TIMEOUT;
	run();
	ck_assert_double_eq_tol(session.facts.seen[1].seconds, 1.5, 1e-9);
	ck_assert_int_eq(
	    session.facts.ended - session.facts.began, CLOCK_SECOND * 3 / 2);
}
END_TEST

START_TEST(session_gives_each_row_what_is_left_of_the_whole)
{
	plays[0].seconds = 4;
	plays[1].seconds = 5;
	plays[3].seconds = 3;
	run();
	ck_assert_double_eq_tol(plays[0].left, 10, 1e-9);
	ck_assert_double_eq_tol(plays[1].left, 6, 1e-9);
	ck_assert_double_eq_tol(plays[3].left, 1, 1e-9);
	ck_assert_double_eq(plays[4].left, 0);
}
END_TEST

START_TEST(session_sums_the_limit_of_a_stage_over_its_rows)
{
	config.time.stage[STAGE_CONNECT] = 2;
	config.time.stage[STAGE_DATA] = 100;
	plays[0].seconds = 0.5;
	plays[1].seconds = 1;
	run();
	ck_assert_double_eq_tol(plays[0].left, 2, 1e-9);
	ck_assert_double_eq_tol(plays[1].left, 9.5, 1e-9);
	ck_assert_double_eq_tol(plays[4].left, 1.5, 1e-9);
	/* No limit of a stage is longer than the whole. */
	ck_assert_double_eq_tol(plays[5].left, 8.5, 1e-9);
}
END_TEST

START_TEST(session_leaves_no_time_to_a_stage_that_has_used_it_up)
{
	config.time.stage[STAGE_CONNECT] = 2;
	plays[0].seconds = 3;
	run();
	ck_assert_double_eq(plays[4].left, 0);
	ck_assert_double_eq_tol(plays[5].left, 7, 1e-9);
}
END_TEST

START_TEST(session_blames_the_handshake_for_tls_trouble_of_later_rows)
{
	plays[1].seconds = 0.5;
	plays[3].seconds = 0.25;
	plays[3].result = STAGE_FAILED;
	plays[3].kind = ERROR_TLS;
	run();
	ck_assert_int_eq(session.facts.seen[1].outcome, OUTCOME_FAILED);
	ck_assert_int_eq(session.facts.seen[1].error.kind, ERROR_TLS);
	ck_assert_str_eq(session.facts.seen[1].error.text, "trouble 3");
	ck_assert_double_eq_tol(session.facts.seen[1].seconds, 0.75, 1e-9);
	ck_assert_int_eq(session.facts.seen[3].outcome, OUTCOME_SKIPPED);
	ck_assert_int_eq(plays[4].ran, 0);
}
END_TEST

START_TEST(session_blames_the_handshake_for_nothing_else)
{
	plays[3].result = STAGE_FAILED;
	plays[3].kind = ERROR_PROTOCOL;
	run();
	ck_assert_int_eq(session.facts.seen[1].outcome, OUTCOME_PASSED);
	ck_assert_int_eq(session.facts.seen[3].outcome, OUTCOME_FAILED);
}
END_TEST

START_TEST(session_blames_no_handshake_that_was_not)
{
	plays[0].result = STAGE_FAILED;
	plays[0].kind = ERROR_TLS;
	run();
	ck_assert_int_eq(session.facts.seen[0].outcome, OUTCOME_FAILED);
	ck_assert_int_eq(session.facts.seen[1].outcome, OUTCOME_SKIPPED);
}
END_TEST

/* What the watcher saw of each row before it ran. */
static struct {
	enum outcome outcome, later;
	enum error_kind kind;
	double seconds;
} watched[STAGE_ROWS];

/* Before that, the row has no outcome yet. */
static bool
expect_begin(void *context, struct session *it, enum stage_id stage)
{
	size_t row = (size_t)(it->current - it->facts.seen);

	ck_assert_int_eq(stage, toys[row].id);
	ck_assert_ptr_eq(context, it);
	ck_assert_int_eq(it->current->outcome, OUTCOME_SKIPPED);
	return true;
}

static void
watch(void *context)
{
	struct session *it = context;
	size_t row = (size_t)(it->current - it->facts.seen);

	watched[row].outcome = it->current->outcome;
	watched[row].kind = it->current->error.kind;
	watched[row].seconds = it->current->seconds;
	watched[row].later =
	    row + 1 < TOYS ? it->facts.seen[row + 1].outcome : OUTCOME_SKIPPED;
	ck_assert_int_eq(plays[row].ran, 0);
}

START_TEST(session_shows_each_row_to_the_watcher_as_if_it_never_ended)
{
	struct session_watcher watcher = { expect_begin, watch, &session };

	plays[0].seconds = 4;
	session_run(&session, toys, TOYS, &watcher);
	ck_assert_int_eq(watched[0].outcome, OUTCOME_FAILED);
	ck_assert_int_eq(watched[0].kind, ERROR_TIMEOUT);
	ck_assert_double_eq_tol(watched[0].seconds, 10, 1e-9);
	ck_assert_int_eq(watched[0].later, OUTCOME_SKIPPED);
	ck_assert_int_eq(watched[1].outcome, OUTCOME_FAILED);
	ck_assert_double_eq_tol(watched[1].seconds, 6, 1e-9);
	ck_assert_int_eq(
	    watched[2].outcome, OUTCOME_SKIPPED); /* it was not planned */
	/* And nothing of that is left. */
	ck_assert_int_eq(session.facts.seen[0].outcome, OUTCOME_PASSED);
	ck_assert_int_eq(session.facts.seen[0].error.kind, ERROR_NONE);
	ck_assert_double_eq_tol(session.facts.seen[1].seconds, 0, 1e-9);
}
END_TEST

START_TEST(session_notes_are_printable_and_cut)
{
	char text[2000];

	session.current = &session.facts.seen[0];
	session_note(&session, "a|b\n%s", "<c>");
	ck_assert_str_eq(session.facts.seen[0].note, "a/b\\x0a(c)");
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	session_note(&session, "%s", text);
	ck_assert_uint_eq(strlen(session.facts.seen[0].note), NOTE_SIZE - 1);
}
END_TEST

/* A client that has been greeted. */
static void
greet(const char *dialogue)
{
	struct error error = { 0 };

	session.stream = stream_script(dialogue);
	session.smtp = smtp_client_new(session.stream, NULL, NULL);
	session.smtp->outstanding = 1;
	ck_assert_int_eq(smtp_receive(session.smtp, deadline_in(1), &error), 0);
}

START_TEST(session_quits_in_the_end)
{
	greet("S: 220 hi\nC: QUIT\nS: 221 2.0.0 bye");
	plays[3].result = _i == 0 ? STAGE_PASSED : STAGE_FAILED;
	plays[3].kind = _i == 0 ? ERROR_NONE : ERROR_REJECTED;
	run();
	/* The next session may wait for the end of this one. */
	ck_assert_ptr_null(session.stream);
	ck_assert_int_eq(session.facts.quit.outcome, OUTCOME_PASSED);
	ck_assert_str_eq(session.facts.quit.note, "221 2.0.0 bye");
}
END_TEST

START_TEST(session_does_not_count_the_time_of_quit)
{
	greet("S: 220 hi\nC: QUIT\nTIMEOUT");
	plays[5].seconds = 1;
	run();
	ck_assert_int_eq(session.facts.quit.outcome, OUTCOME_UNEXPECTED);
	ck_assert_int_eq(session.facts.quit.error.kind, ERROR_TIMEOUT);
	ck_assert_int_eq(
	    session.facts.ended - session.facts.began, CLOCK_SECOND);
}
END_TEST

START_TEST(session_without_a_client_says_no_good_bye)
{
	run();
	ck_assert_int_eq(session.facts.quit.outcome, OUTCOME_SKIPPED);
}
END_TEST

static const struct {
	unsigned int port;
	enum tls_mode tls;
	const char *dialogue, *text;
} silences[] = {
	{ 465, TLS_NONE, "TIMEOUT",
	    "no answer in time; port 465 is usually SMTP over TLS" },
	{ 465, TLS_STARTTLS, "EOF",
	    "the server hung up without an answer; port 465 is usually SMTP "
	    "over TLS" },
	{ 993, TLS_NONE, "TIMEOUT",
	    "no answer in time; port 993 is usually IMAP over TLS, not SMTP" },
	{ 465, TLS_IMPLICIT, "TIMEOUT", "no answer in time" },
	{ 587, TLS_STARTTLS, "TIMEOUT", "no answer in time" },
	{ 465, TLS_NONE, "S: 554 no", "554 no" },
};

START_TEST(session_suspects_the_port_when_no_greeting_comes)
{
	config.target.port = silences[_i].port;
	config.tls.mode = silences[_i].tls;
	session.current = &session.facts.seen[0];
	session.stream = stream_script(silences[_i].dialogue);
	ck_assert_int_eq(
	    stage_banner(&session, session.deadline, &session.current->error),
	    -1);
	ck_assert_str_eq(session.current->error.text, silences[_i].text);
}
END_TEST

static TCase *
running(void)
{
	TCase *tests = tcase_create("rows");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, session_runs_the_planned_rows_in_their_order);
	tcase_add_test(tests, session_stops_at_the_first_failure);
	tcase_add_test(tests, session_goes_on_after_an_unexpected_answer);
	tcase_add_test(tests, session_times_each_row_and_the_whole);
	tcase_add_test(tests, session_times_a_row_that_fails);
	tcase_add_test(tests, session_gives_each_row_what_is_left_of_the_whole);
	tcase_add_test(tests, session_sums_the_limit_of_a_stage_over_its_rows);
	tcase_add_test(
	    tests, session_leaves_no_time_to_a_stage_that_has_used_it_up);
	tcase_add_test(
	    tests, session_blames_the_handshake_for_tls_trouble_of_later_rows);
	tcase_add_test(tests, session_blames_the_handshake_for_nothing_else);
	tcase_add_test(tests, session_blames_no_handshake_that_was_not);
	tcase_add_loop_test(tests,
	    session_suspects_the_port_when_no_greeting_comes, 0,
	    ROWS_OF(silences));
	return tests;
}

static TCase *
telling(void)
{
	TCase *tests = tcase_create("telling");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(
	    tests, session_shows_each_row_to_the_watcher_as_if_it_never_ended);
	tcase_add_test(tests, session_notes_are_printable_and_cut);
	tcase_add_loop_test(tests, session_quits_in_the_end, 0, 2);
	tcase_add_test(tests, session_does_not_count_the_time_of_quit);
	tcase_add_test(tests, session_without_a_client_says_no_good_bye);
	return tests;
}

int
main(void)
{
	Suite *all = suite_create("session");

	suite_add_tcase(all, running());
	suite_add_tcase(all, telling());
	return unit_run(all);
}
