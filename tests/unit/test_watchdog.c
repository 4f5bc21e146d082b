#include "watchdog.h"

#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "idle.h"
#include "json_valid.h"
#include "openmetrics_valid.h"
#include "unit.h"

static char said[64 * 1024];

/* A program that never comes to its end by itself. */
static void
get_stuck(void)
{
	volatile unsigned int turns = 0;

	for (;;)
		turns++;
}

/* Prepares what a deadline and what another end would say of this stage. */
static void
prepare(enum report_format format, const char *stage, const char *late)
{
	struct report one, other;

	report_init(&one, format, true);
	report_finding(&one, STATE_CRITICAL, "%s: %s", stage, late);
	report_init(&other, format, true);
	report_finding(&other, STATE_UNKNOWN, "%s: " WATCHDOG_REASON, stage);
	report_metric(&other,
	    &(struct metric){ .label = "time", .uom = "s", .value = 1 });
	watchdog_prepare(&one, &other);
	report_free(&one);
	report_free(&other);
}

static void
begin_with_a_deadline(double seconds)
{
	watchdog_begin();
	watchdog_set(clock_now() + (int64_t)((seconds - WATCHDOG_GRACE) *
					     (double)CLOCK_SECOND));
}

static void
hang(void)
{
	begin_with_a_deadline(0.05);
	prepare(REPORT_TEXT, "auth", "no answer");
	get_stuck();
}

static void
prepare_twice_and_hang(void)
{
	begin_with_a_deadline(0.05);
	prepare(REPORT_TEXT, "connect", "a longer text about the first row");
	prepare(REPORT_TEXT, "auth", "second");
	get_stuck();
}

static void
hang_in_json(void)
{
	begin_with_a_deadline(0.05);
	prepare(REPORT_JSON, "auth", "no answer");
	get_stuck();
}

static void
hang_in_prometheus(void)
{
	begin_with_a_deadline(0.05);
	prepare(REPORT_PROMETHEUS, "auth", "no answer");
	get_stuck();
}

static void
hang_before_anything(void)
{
	begin_with_a_deadline(0.05);
	get_stuck();
}

static void
hang_in_the_answer(void)
{
	begin_with_a_deadline(0.05);
	prepare(REPORT_TEXT, "auth", "no answer");
	watchdog_hush();
	get_stuck();
}

/* The signal that the next programs get. */
static int raised;

static void
get_a_signal(void)
{
	watchdog_begin();
	prepare(REPORT_TEXT, "auth", "no answer");
	(void)raise(raised);
	get_stuck();
}

static void
get_a_signal_in_json(void)
{
	watchdog_begin();
	prepare(REPORT_JSON, "auth", "no answer");
	(void)raise(raised);
	get_stuck();
}

static void
get_a_signal_in_prometheus(void)
{
	watchdog_begin();
	prepare(REPORT_PROMETHEUS, "auth", "no answer");
	(void)raise(raised);
	get_stuck();
}

static void
get_a_signal_at_once(void)
{
	watchdog_begin();
	(void)raise(raised);
	get_stuck();
}

/* A stack that has no room left: the handler has another one. */
static int
overflow(int depth)
{
	volatile char here[1024];

	here[depth % 1024] = (char)depth;
	return depth == INT_MAX ? 0 : overflow(depth + 1) + here[0];
}

static void
overflow_the_stack(void)
{
	watchdog_begin();
	prepare(REPORT_TEXT, "auth", "no answer");
	_exit(overflow(1) == 0 ? 98 : 97);
}

/* As a process may be that a daemon has started. */
static void
begin_with_everything_blocked(void)
{
	sigset_t all;

	(void)sigfillset(&all);
	(void)sigprocmask(SIG_SETMASK, &all, NULL);
	(void)raise(SIGALRM); /* is pending now */
	begin_with_a_deadline(0.05);
	prepare(REPORT_TEXT, "auth", "no answer");
	get_stuck();
}

static void
begin_with_a_hangup_ignored(void)
{
	(void)signal(SIGHUP, SIG_IGN);
	watchdog_begin();
	(void)raise(SIGHUP);
	_exit(17);
}

static void
run_out_of_memory(void)
{
	watchdog_begin();
	prepare(REPORT_TEXT, "auth", "no answer");
	watchdog_end("out of memory");
}

static enum state
say(void *context, const char *reason, struct buf *out)
{
	(void)buf_printf(out, "SMTP WARNING - %s: %s\n", (char *)context,
	    reason == NULL ? "late" : reason);
	return STATE_WARNING;
}

static void
listen_to(char *name)
{
	const struct watchdog_speaker speaker = { say, name };

	watchdog_begin();
	prepare(REPORT_TEXT, "auth", "no answer");
	watchdog_listen(&speaker);
}

/* Waits for what never comes, as a session does. */
static void
wait_idly(void)
{
	idle_begin();
	(void)poll(NULL, 0, 5000);
	idle_end();
}

static char speaker_name[] = "speaker";

static void
get_a_signal_while_waiting(void)
{
	pid_t self = getpid();

	listen_to(speaker_name);
	if (fork() == 0) {
		(void)usleep(50000);
		(void)kill(self, raised);
		_exit(0);
	}
	wait_idly();
}

static void
be_late_while_waiting(void)
{
	listen_to(speaker_name);
	watchdog_set(clock_now() - (int64_t)((WATCHDOG_GRACE - 0.05) * 1e9));
	wait_idly();
}

static void
get_a_signal_before_waiting(void)
{
	listen_to(speaker_name);
	(void)raise(raised);
	wait_idly();
}

static void
get_a_signal_and_never_wait(void)
{
	listen_to(speaker_name);
	(void)raise(raised);
	get_stuck();
}

static void
get_a_signal_and_answer(void)
{
	listen_to(speaker_name);
	(void)raise(raised);
	watchdog_hush();
	_exit(write(STDOUT_FILENO, "answer\n", 7) == 7 ? 17 : 98);
}

static void
forget_and_hang(void)
{
	begin_with_a_deadline(0.05);
	prepare(REPORT_TEXT, "cert", "no answer");
	watchdog_forget("auth", " (mail.example:25)|time=1s");
	get_stuck();
}

/* Runs it in a process of its own: its exit code, and what it said. */
static int
run(void (*program)(void))
{
	int ends[2], status = 0;
	size_t len = 0;
	ssize_t n;
	pid_t child;

	ck_assert_int_eq(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		/* nohup(1) and a shell in the background ignore them. */
		(void)signal(SIGHUP, SIG_DFL);
		(void)signal(SIGINT, SIG_DFL);
		(void)signal(SIGQUIT, SIG_DFL);
		(void)dup2(ends[1], STDOUT_FILENO);
		program();
		_exit(99);
	}
	(void)close(ends[1]);
	memset(said, 0, sizeof(said));
	do {
		n = read(ends[0], said + len, sizeof(said) - 1 - len);
		len += n > 0 ? (size_t)n : 0;
	} while (n > 0);
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert(WIFEXITED(status));
	return WEXITSTATUS(status);
}

START_TEST(watchdog_ends_a_loop_with_the_prepared_text_and_state)
{
	ck_assert_int_eq(run(hang), STATE_CRITICAL);
	ck_assert_str_eq(said, "SMTP CRITICAL - auth: no answer\n");
}
END_TEST

START_TEST(watchdog_says_what_was_prepared_last)
{
	ck_assert_int_eq(run(prepare_twice_and_hang), STATE_CRITICAL);
	ck_assert_str_eq(said, "SMTP CRITICAL - auth: second\n");
}
END_TEST

START_TEST(watchdog_says_json_when_that_is_the_format)
{
	ck_assert_int_eq(run(hang_in_json), STATE_CRITICAL);
	ck_assert_ptr_null(json_valid(said, strlen(said)));
	ck_assert_ptr_nonnull(strstr(said, "\"auth: no answer\""));
}
END_TEST

START_TEST(watchdog_says_openmetrics_when_that_is_the_format)
{
	ck_assert_int_eq(run(hang_in_prometheus), STATE_CRITICAL);
	ck_assert_ptr_null(openmetrics_valid(said));
	ck_assert_ptr_nonnull(strstr(said, "\nsmtp_auth_state 2\n"));
	raised = SIGTERM;
	ck_assert_int_eq(run(get_a_signal_in_prometheus), STATE_UNKNOWN);
	ck_assert_ptr_null(openmetrics_valid(said));
	ck_assert_ptr_nonnull(strstr(said, "\nsmtp_auth_state 3\n"));
}
END_TEST

START_TEST(watchdog_without_prepared_words_has_some)
{
	ck_assert_int_eq(run(hang_before_anything), STATE_UNKNOWN);
	ck_assert_str_eq(said, "SMTP UNKNOWN - no end in time\n");
	raised = SIGTERM;
	ck_assert_int_eq(run(get_a_signal_at_once), STATE_UNKNOWN);
	ck_assert_str_eq(said, "SMTP UNKNOWN - ended by signal 15\n");
}
END_TEST

START_TEST(watchdog_does_not_write_into_an_answer)
{
	ck_assert_int_eq(run(hang_in_the_answer), STATE_UNKNOWN);
	ck_assert_str_eq(said, "");
}
END_TEST

START_TEST(watchdog_has_the_speaker_speak_where_the_program_waits)
{
	raised = SIGTERM;
	ck_assert_int_eq(run(get_a_signal_while_waiting), STATE_WARNING);
	ck_assert_str_eq(said, "SMTP WARNING - speaker: ended by signal 15\n");
	ck_assert_int_eq(run(be_late_while_waiting), STATE_WARNING);
	ck_assert_str_eq(said, "SMTP WARNING - speaker: late\n");
}
END_TEST

START_TEST(watchdog_waits_until_the_speaker_may_speak)
{
	raised = SIGTERM;
	ck_assert_int_eq(run(get_a_signal_before_waiting), STATE_WARNING);
	ck_assert_str_eq(said, "SMTP WARNING - speaker: ended by signal 15\n");
}
END_TEST

START_TEST(watchdog_waits_for_the_speaker_a_moment_only)
{
	raised = SIGTERM;
	ck_assert_int_eq(run(get_a_signal_and_never_wait), STATE_UNKNOWN);
	ck_assert_str_eq(
	    said, "SMTP UNKNOWN - auth: ended by signal 15|time=1s;;;0\n");
}
END_TEST

START_TEST(watchdog_lets_an_answer_out_that_is_ready)
{
	raised = SIGTERM;
	ck_assert_int_eq(run(get_a_signal_and_answer), 17);
	ck_assert_str_eq(said, "answer\n");
}
END_TEST

START_TEST(watchdog_that_forgets_says_where_the_program_is)
{
	ck_assert_int_eq(run(forget_and_hang), STATE_UNKNOWN);
	ck_assert_str_eq(said,
	    "SMTP UNKNOWN - auth: no end in time (mail.example:25)|time=1s\n");
}
END_TEST

static const struct {
	int signal;
	bool crash;
} signals[] = {
	{ SIGTERM, false },
	{ SIGHUP, false },
	{ SIGINT, false },
	{ SIGQUIT, false },
	{ SIGXCPU, false },
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
	{ SIGSEGV, true },
	{ SIGBUS, true },
	{ SIGFPE, true },
	{ SIGILL, true },
	{ SIGABRT, true },
#endif
};

START_TEST(watchdog_tells_of_a_signal_with_stage_and_numbers)
{
	char wanted[200];

	raised = signals[_i].signal;
	ck_assert_int_eq(run(get_a_signal), STATE_UNKNOWN);
	(void)snprintf(wanted, sizeof(wanted),
	    "SMTP UNKNOWN - auth: %s %d%s|time=1s;;;0\n",
	    signals[_i].crash ? "internal error (signal" : "ended by signal",
	    raised, signals[_i].crash ? ")" : "");
	ck_assert_str_eq(said, wanted);
	ck_assert_int_eq(run(get_a_signal_in_json), STATE_UNKNOWN);
	ck_assert_ptr_null(json_valid(said, strlen(said)));
	ck_assert_ptr_nonnull(
	    strstr(said, signals[_i].crash ? "auth: internal error (signal"
					   : "auth: ended by signal"));
}
END_TEST

START_TEST(watchdog_tells_of_a_stack_that_overflows)
{
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
	ck_assert_int_eq(run(overflow_the_stack), STATE_UNKNOWN);
	ck_assert_str_eq(said,
	    "SMTP UNKNOWN - auth: internal error (signal 11)|time=1s;;;0\n");
#else
	(void)overflow_the_stack;
#endif
}
END_TEST

START_TEST(watchdog_forgets_what_came_before_it)
{
	ck_assert_int_eq(run(begin_with_everything_blocked), STATE_CRITICAL);
	ck_assert_str_eq(said, "SMTP CRITICAL - auth: no answer\n");
	ck_assert_int_eq(run(begin_with_a_hangup_ignored), 17);
}
END_TEST

START_TEST(watchdog_tells_that_there_is_no_memory)
{
	ck_assert_int_eq(run(run_out_of_memory), STATE_UNKNOWN);
	ck_assert_str_eq(
	    said, "SMTP UNKNOWN - auth: out of memory|time=1s;;;0\n");
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("watchdog");
	TCase *tests = tcase_create("watchdog");

	tcase_add_test(
	    tests, watchdog_ends_a_loop_with_the_prepared_text_and_state);
	tcase_add_test(tests, watchdog_says_what_was_prepared_last);
	tcase_add_test(tests, watchdog_says_json_when_that_is_the_format);
	tcase_add_test(
	    tests, watchdog_says_openmetrics_when_that_is_the_format);
	tcase_add_test(tests, watchdog_without_prepared_words_has_some);
	tcase_add_test(
	    tests, watchdog_has_the_speaker_speak_where_the_program_waits);
	tcase_add_test(tests, watchdog_waits_until_the_speaker_may_speak);
	tcase_add_test(tests, watchdog_waits_for_the_speaker_a_moment_only);
	tcase_add_test(tests, watchdog_lets_an_answer_out_that_is_ready);
	tcase_add_test(tests, watchdog_that_forgets_says_where_the_program_is);
	tcase_add_test(tests, watchdog_does_not_write_into_an_answer);
	tcase_add_loop_test(tests,
	    watchdog_tells_of_a_signal_with_stage_and_numbers, 0,
	    ROWS_OF(signals));
	tcase_add_test(tests, watchdog_tells_of_a_stack_that_overflows);
	tcase_add_test(tests, watchdog_forgets_what_came_before_it);
	tcase_add_test(tests, watchdog_tells_that_there_is_no_memory);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
