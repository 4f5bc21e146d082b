#include "watchdog.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "json_valid.h"
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

static void
say_and_hang(void)
{
	struct buf text = BUF_INIT(1000);

	(void)buf_puts(&text, "SMTP CRITICAL - auth: no answer|time=1s\n");
	watchdog_prepare(&text, STATE_CRITICAL);
	buf_free(&text);
	watchdog_start(0.05);
	get_stuck();
}

static void
say_twice_and_hang(void)
{
	struct buf text = BUF_INIT(1000);

	(void)buf_puts(&text, "a longer text about the first row\n");
	watchdog_prepare(&text, STATE_CRITICAL);
	watchdog_start(0.05);
	buf_clear(&text);
	(void)buf_puts(&text, "second\n");
	watchdog_prepare(&text, STATE_WARNING);
	buf_free(&text);
	get_stuck();
}

static void
say_much_and_hang(void)
{
	struct buf text = BUF_INIT(2 * WATCHDOG_WORDS);

	for (size_t i = 0; i < 2 * WATCHDOG_WORDS; i++)
		(void)buf_putc(&text, 'x');
	watchdog_prepare(&text, STATE_UNKNOWN);
	buf_free(&text);
	watchdog_start(0.05);
	get_stuck();
}

static void
report_and_hang(void)
{
	struct report report;

	report_init(&report, REPORT_TEXT, false);
	report.format = REPORT_JSON;
	report_finding(&report, STATE_WARNING, "auth: no answer");
	watchdog_prepare_report(&report);
	report_free(&report);
	watchdog_start(0.05);
	get_stuck();
}

static void
end_in_time(void)
{
	struct buf text = BUF_INIT(1000);

	(void)buf_puts(&text, "must not be seen\n");
	watchdog_prepare(&text, STATE_CRITICAL);
	buf_free(&text);
	watchdog_start(0.05);
	watchdog_stop();
	(void)usleep(150 * 1000);
	_exit(17);
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
	ck_assert_int_eq(run(say_and_hang), STATE_CRITICAL);
	ck_assert_str_eq(said, "SMTP CRITICAL - auth: no answer|time=1s\n");
}
END_TEST

START_TEST(watchdog_says_what_was_prepared_last)
{
	ck_assert_int_eq(run(say_twice_and_hang), STATE_WARNING);
	ck_assert_str_eq(said, "second\n");
}
END_TEST

START_TEST(watchdog_cuts_a_text_that_is_too_long)
{
	ck_assert_int_eq(run(say_much_and_hang), STATE_UNKNOWN);
	ck_assert_uint_eq(strlen(said), WATCHDOG_WORDS);
	ck_assert_uint_eq(strspn(said, "x"), strlen(said));
}
END_TEST

START_TEST(watchdog_says_json_when_that_is_the_format)
{
	ck_assert_int_eq(run(report_and_hang), STATE_WARNING);
	ck_assert_ptr_null(json_valid(said, strlen(said)));
	ck_assert_ptr_nonnull(strstr(said, "\"auth: no answer\""));
}
END_TEST

START_TEST(watchdog_that_was_stopped_does_not_bite)
{
	ck_assert_int_eq(run(end_in_time), 17);
	ck_assert_str_eq(said, "");
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
	tcase_add_test(tests, watchdog_cuts_a_text_that_is_too_long);
	tcase_add_test(tests, watchdog_says_json_when_that_is_the_format);
	tcase_add_test(tests, watchdog_that_was_stopped_does_not_bite);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
