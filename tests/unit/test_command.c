#include "command.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "unit.h"

static struct buf line;
static struct error failure;

static void
set_up(void)
{
	line = (struct buf)BUF_SECRET(1000);
	error_clear(&failure);
}

static void
tear_down(void)
{
	buf_free(&line);
}

static int
run_within(const char *command, double seconds)
{
	return command_run(
	    command, deadline_in(seconds), NULL, &line, &failure);
}

static int
run(const char *command)
{
	return run_within(command, 10);
}

static const struct {
	const char *command, *line;
} good[] = {
	{ "echo swordfish", "swordfish" },
	{ "printf swordfish", "swordfish" },
	{ "printf 'swordfish\\r\\n'", "swordfish" },
	{ "printf '%s\\n' one two", "one" },
	{ "echo ' blanks stay '", " blanks stay " },
	{ "echo swordfish; exec >&-; sleep 0.05", "swordfish" },
	{ "echo a note >&2; echo swordfish", "swordfish" },
	{ "sleep 0.05; echo late", "late" },
	{ "seq 1 9000", "1" },
	/* Neither input nor a terminal. */
	{ "echo swordfish; cat; cat /dev/tty 2>/dev/null || :", "swordfish" },
	/* Signals are what they are for any program. */
	{ "yes | head -n 1", "y" },
	{ "trap 'echo got it' TERM; kill -TERM $$", "got it" },
};

START_TEST(first_line_of_output_is_the_secret)
{
	ck_assert_int_eq(run(good[_i].command), 0);
	ck_assert_str_eq(buf_string(&line), good[_i].line);
}
END_TEST

static const struct {
	const char *command, *text;
} bad[] = {
	{ "exit 2", "the command failed with exit status 2" },
	{ "echo swordfish; exit 1", "the command failed with exit status 1" },
	{ "echo 'gpg: decryption failed: No secret key' >&2; exit 2",
	    "the command failed with exit status 2: "
	    "gpg: decryption failed: No secret key" },
	{ "printf '\\n \\nthis one\\nnot this\\n' >&2; exit 1",
	    "the command failed with exit status 1: this one" },
	{ "kill -9 $$", "the command was ended by signal 9" },
	{ ":", "the command printed nothing" },
	{ "echo why >&2", "the command printed nothing: why" },
	{ "echo; echo swordfish",
	    "the first line of the command's output is empty" },
	{ "printf 'a\\0b\\n'",
	    "the first line of the command's output has a NUL or a CR in it" },
	{ "printf 'a\\rb\\n'",
	    "the first line of the command's output has a NUL or a CR in it" },
	{ "printf %2000s x",
	    "the first line of the command's output is longer than 1000 "
	    "bytes" },
	{ "yes", "the command printed more than 65536 bytes" },
	{ "printf '\\033[31mred|<b>' >&2; exit 1",
	    "the command failed with exit status 1: \\x1b[31mred/(b)" },
	/* A program that shows the secret when it fails. */
	{ "echo swordfish; echo 'no use for swordfish' >&2; exit 1",
	    "the command failed with exit status 1: no use for ****" },
};

START_TEST(failure_is_told_with_first_line_of_standard_error)
{
	ck_assert_int_eq(run(bad[_i].command), -1);
	ck_assert_int_eq(failure.kind, ERROR_USAGE);
	ck_assert_str_eq(failure.text, bad[_i].text);
}
END_TEST

START_TEST(command_that_is_not_there_is_named)
{
	ck_assert_int_eq(run("no-such-program-here"), -1);
	ck_assert_ptr_nonnull(strstr(failure.text, "exit status 127: "));
	ck_assert_ptr_nonnull(strstr(failure.text, "no-such-program-here"));
}
END_TEST

START_TEST(known_secrets_are_hidden_in_the_complaint)
{
	struct redact redact = { .known = NULL };

	redact_secret(&redact, "client-key-1", 12);
	ck_assert_int_eq(command_run("echo bad client-key-1 >&2; exit 1",
			     deadline_in(10), &redact, &line, &failure),
	    -1);
	ck_assert_ptr_null(strstr(failure.text, "client-key-1"));
	redact_free(&redact);
}
END_TEST

/* Seconds until the command was given up. */
static double
seconds_of(const char *command, double allowed, int wanted)
{
	int64_t began = clock_now();

	ck_assert_int_eq(run_within(command, allowed), wanted);
	return (double)(clock_now() - began) / (double)CLOCK_SECOND;
}

static const char *const slow[] = {
	"sleep 60",
	"echo swordfish; sleep 60",
	"exec >&- 2>&-; sleep 60",
	"trap '' TERM HUP INT; sleep 60; sleep 60",
	"sleep 60 & wait",
	"while :; do echo x >&2; done",
};

START_TEST(command_is_killed_at_the_deadline)
{
	ck_assert(seconds_of(slow[_i], 0.2, -1) < 2);
	ck_assert_ptr_nonnull(strstr(failure.text,
	    "the command did not end in time (-t), and was killed"));
	ck_assert_int_eq(failure.kind, ERROR_USAGE);
	/* Nothing is left to wait for. */
	ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
	ck_assert_int_eq(errno, ECHILD);
}
END_TEST

START_TEST(background_process_holds_nobody_and_is_killed)
{
	char path[60], command[200];
	char byte;
	int fd;

	(void)snprintf(
	    path, sizeof(path), "/tmp/check_smtp_auth-fifo.%d", (int)getpid());
	(void)snprintf(command, sizeof(command),
	    "sleep 60 >%s & sleep 60 & echo swordfish", path);
	ck_assert_int_eq(mkfifo(path, 0600), 0);
	fd = open(path, O_RDONLY | O_NONBLOCK);
	ck_assert_int_ge(fd, 0);
	ck_assert(seconds_of(command, 10, 0) < 5);
	ck_assert_str_eq(buf_string(&line), "swordfish");
	/* While it lived, this would wait for it. */
	ck_assert_int_eq(fcntl(fd, F_SETFL, 0), 0);
	ck_assert_int_eq(read(fd, &byte, 1), 0);
	(void)close(fd);
	(void)unlink(path);
}
END_TEST

START_TEST(command_inherits_three_descriptors)
{
	int ends[2];

	/* Not close-on-exec, as of whoever started us. */
	ck_assert_int_eq(pipe(ends), 0);
	ck_assert_int_eq(run("echo $(cd /proc/self/fd && echo *)"), 0);
	/* The shell that lists them may have one of its own. */
	ck_assert(strncmp(buf_string(&line), "0 1 2", 5) == 0);
	ck_assert_uint_le(line.len, 7);
	(void)close(ends[0]);
	(void)close(ends[1]);
}
END_TEST

START_TEST(command_has_a_session_of_its_own)
{
	char own[20];

	(void)snprintf(own, sizeof(own), "%d", (int)getsid(0));
	ck_assert_int_eq(run("set -- $(cat /proc/$$/stat); echo $6 $$"), 0);
	ck_assert_int_ne(strncmp(buf_string(&line), own, strlen(own)), 0);
}
END_TEST

static void
on_alarm(int signal)
{
	(void)signal;
	command_kill();
}

START_TEST(signal_handler_can_kill_it)
{
	struct sigaction action;

	memset(&action, 0, sizeof(action));
	action.sa_handler = on_alarm;
	ck_assert_int_eq(sigaction(SIGALRM, &action, NULL), 0);
	(void)ualarm(100000, 0);
	ck_assert(seconds_of("sleep 60; echo never", 30, -1) < 10);
	ck_assert_str_eq(failure.text, "the command was ended by signal 9");
	command_kill();
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("command");
	TCase *tcase = tcase_create("command");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 30);
	tcase_add_loop_test(
	    tcase, first_line_of_output_is_the_secret, 0, ROWS_OF(good));
	tcase_add_loop_test(tcase,
	    failure_is_told_with_first_line_of_standard_error, 0, ROWS_OF(bad));
	tcase_add_test(tcase, command_that_is_not_there_is_named);
	tcase_add_test(tcase, known_secrets_are_hidden_in_the_complaint);
	tcase_add_loop_test(
	    tcase, command_is_killed_at_the_deadline, 0, ROWS_OF(slow));
	tcase_add_test(tcase, background_process_holds_nobody_and_is_killed);
	tcase_add_test(tcase, command_inherits_three_descriptors);
	tcase_add_test(tcase, command_has_a_session_of_its_own);
	tcase_add_test(tcase, signal_handler_can_kill_it);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
