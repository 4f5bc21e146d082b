#include "client.h"

#include <stdio.h>
#include <string.h>

#include "stream_script.h"
#include "unit.h"

static struct stream *stream;
static struct transcript transcript;
static struct smtp_client *smtp;
static struct error error;

static void
set_up(void)
{
	transcript_init(&transcript);
}

static void
tear_down(void)
{
	smtp_client_free(smtp);
	stream_free(stream);
	transcript_free(&transcript);
}

static void
talk(const char *dialogue)
{
	stream = stream_script(dialogue);
	smtp = smtp_client_new(stream, &transcript, NULL);
}

/* The greeting is owed before anything is asked for. */
static void
greet(void)
{
	smtp->outstanding = 1;
	ck_assert_int_eq(smtp_receive(smtp, deadline_in(10), &error), 0);
}

static int
command(const char *text)
{
	return smtp_command(smtp, deadline_in(10), &error, "%s", text);
}

static void
learn(void)
{
	ck_assert_int_eq(command("EHLO me"), 0);
	smtp_extensions_read(&smtp->extensions, &smtp->reply);
}

static int
quit(void)
{
	return smtp_quit(smtp, deadline_in(1), &error);
}

START_TEST(client_sends_a_command_and_reads_its_reply)
{
	talk("S: 220 hi\nC: EHLO me.example\nS: 250-you\nS: 250 SIZE");
	greet();
	ck_assert_int_eq(smtp_command(smtp, deadline_in(10), &error, "%s %s",
			     "EHLO", "me.example"),
	    0);
	ck_assert_int_eq(smtp->reply.code, 250);
	ck_assert_uint_eq(smtp->reply.count, 2);
	ck_assert_uint_eq(smtp->outstanding, 0);
	ck_assert_str_eq(stream_script_written(stream), "EHLO me.example\r\n");
	ck_assert_str_eq(buf_string(&transcript.text),
	    "S: 220 hi\nC: EHLO me.example\nS: 250-you\nS: 250 SIZE\n");
}
END_TEST

START_TEST(client_judges_no_reply_unless_asked_to)
{
	talk("S: 220 hi\nC: NOOP\nS: 550 5.7.1 no");
	greet();
	ck_assert_int_eq(command("NOOP"), 0);
	ck_assert_int_eq(error.kind, ERROR_NONE);
	ck_assert_int_eq(smtp_expect(smtp, 550, &error), 0);
	ck_assert_int_eq(smtp_expect(smtp, 250, &error), -1);
	ck_assert_int_eq(error.kind, ERROR_REJECTED);
	ck_assert_int_eq(error.code, 550);
	ck_assert_str_eq(error.status, "5.7.1");
	ck_assert_str_eq(error.text, "550 5.7.1 no");
}
END_TEST

START_TEST(client_takes_a_good_code_other_than_asked_for_as_a_breach)
{
	talk("S: 220 hi\nC: DATA\nS: 250 go on");
	greet();
	ck_assert_int_eq(command("DATA"), 0);
	ck_assert_int_eq(smtp_expect(smtp, 354, &error), -1);
	ck_assert_int_eq(error.kind, ERROR_PROTOCOL);
}
END_TEST

/* What the server says unasked, and what the next command makes of it. */
static const struct {
	const char *dialogue;
	enum error_kind kind;
	int code;
	const char *said;
} ahead[] = {
	/* In the same segment as the reply before, or later */
	{ "S: 220 hi\nS: 250 forged", ERROR_PROTOCOL, 0, "" },
	{ "S: 220 hi\nPAUSE\nS: 250 forged", ERROR_PROTOCOL, 0, "" },
	{ "S: 220 hi\nS: 235 2.7.0 welcome", ERROR_PROTOCOL, 0, "" },
	{ "S: 220 hi\nRAW 25", ERROR_PROTOCOL, 0, "" },
	{ "S: 220 hi\nRAW 421 by", ERROR_PROTOCOL, 0, "" },
	{ "S: 220 hi\nS: 421-half\nPAUSE", ERROR_PROTOCOL, 0, "" },
	{ "S: 220 hi\nS: garbage", ERROR_PROTOCOL, 0, "" },
	{ "S: 220 hi\nS: ", ERROR_PROTOCOL, 0, "" },
	/* A whole refusal is quoted. */
	{ "S: 220 hi\nS: 421 4.3.2 going down", ERROR_REJECTED, 421,
	    "421 4.3.2 going down" },
	{ "S: 220 hi\nPAUSE\nS: 421-going\nS: 421 down", ERROR_REJECTED, 421,
	    "421 going down" },
	{ "S: 220 hi\nPAUSE\nS: 554 5.7.1 go away\nEOF", ERROR_REJECTED, 554,
	    "554 5.7.1 go away" },
	/* It has hung up. */
	{ "S: 220 hi\nPAUSE\nEOF", ERROR_CLOSED, 0, "" },
};

START_TEST(client_looks_before_it_speaks)
{
	talk(ahead[_i].dialogue);
	greet();
	ck_assert_int_eq(command("EHLO me"), -1);
	ck_assert_int_eq(error.kind, ahead[_i].kind);
	ck_assert_int_eq(error.code, ahead[_i].code);
	ck_assert_ptr_nonnull(strstr(error.text, ahead[_i].said));
	ck_assert_uint_eq(stream_script_length(stream), 0);
}
END_TEST

START_TEST(client_looks_before_it_sends_a_secret)
{
	struct buf secret = BUF_SECRET(100);

	(void)buf_puts(&secret, "c2VjcmV0");
	talk("S: 334 \nPAUSE\nS: 235 yes");
	greet();
	ck_assert_int_eq(
	    smtp_send_secret(smtp, "", &secret, deadline_in(10), &error), -1);
	ck_assert_int_eq(error.kind, ERROR_PROTOCOL);
	ck_assert_uint_eq(stream_script_length(stream), 0);
	buf_free(&secret);
}
END_TEST

START_TEST(client_says_no_good_bye_to_one_who_talks_ahead)
{
	talk("S: 220 hi\nS: 250 forged");
	greet();
	ck_assert_int_eq(command("EHLO me"), -1);
	error_clear(&error);
	ck_assert_int_eq(quit(), -1);
	ck_assert_uint_eq(stream_script_length(stream), 0);
}
END_TEST

START_TEST(client_may_send_more_while_replies_are_outstanding)
{
	talk("S: 220 hi\nC: ONE\nC: TWO\nS: 250 1\nS: 250 2");
	greet();
	ck_assert_int_eq(smtp_send(smtp, deadline_in(10), &error, "ONE"), 0);
	ck_assert_int_eq(smtp_send(smtp, deadline_in(10), &error, "TWO"), 0);
	ck_assert_uint_eq(smtp->outstanding, 2);
	ck_assert_uint_eq(stream_script_sends(stream), 0);
	ck_assert_int_eq(smtp_receive(smtp, deadline_in(10), &error), 0);
	ck_assert_uint_eq(stream_script_sends(stream), 1);
	ck_assert_int_eq(smtp_receive(smtp, deadline_in(10), &error), 0);
	ck_assert_uint_eq(smtp->outstanding, 0);
	ck_assert_int_eq(smtp_look(smtp, &error), 0);
}
END_TEST

START_TEST(client_look_finds_nothing_when_nothing_is_there)
{
	talk("S: 220 hi\nC: NOOP\nS: 250 ok");
	greet();
	ck_assert_int_eq(smtp_look(smtp, &error), 0);
	ck_assert_int_eq(error.kind, ERROR_NONE);
	ck_assert_int_eq(command("NOOP"), 0);
}
END_TEST

START_TEST(client_hides_the_secret_that_it_sends)
{
	struct buf secret = BUF_SECRET(100), nothing = BUF_SECRET(100);

	(void)buf_puts(&secret, "c2VjcmV0");
	talk("S: 220 hi\nC: AUTH PLAIN c2VjcmV0\nS: 334 \nC: \nS: 535 no");
	greet();
	ck_assert_int_eq(smtp_send_secret(smtp, "AUTH PLAIN ", &secret,
			     deadline_in(10), &error),
	    0);
	ck_assert_int_eq(smtp_receive(smtp, deadline_in(10), &error), 0);
	ck_assert_int_eq(
	    smtp_send_secret(smtp, "", &nothing, deadline_in(10), &error), 0);
	ck_assert_int_eq(smtp_receive(smtp, deadline_in(10), &error), 0);
	ck_assert_str_eq(buf_string(&transcript.text),
	    "S: 220 hi\nC: AUTH PLAIN ****\nS: 334 \nC: \nS: 535 no\n");
	buf_free(&secret);
}
END_TEST

START_TEST(client_refuses_a_command_that_is_too_long)
{
	static char text[9000];

	memset(text, 'x', sizeof(text) - 1);
	talk("S: 220 hi");
	greet();
	ck_assert_int_eq(command(text), -1);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	ck_assert_uint_eq(stream_script_length(stream), 0);
}
END_TEST

START_TEST(client_forgets_what_it_learnt_when_it_switches)
{
	struct stream *second = stream_script("C: EHLO me\nS: 250 again");

	talk("S: 220 hi\nC: EHLO me\nS: 250-you\nS: 250 AUTH PLAIN\n"
	     "S: 250 injected");
	greet();
	learn();
	ck_assert(smtp_extensions_has(&smtp->extensions, "AUTH"));
	smtp_client_switch(smtp, second);
	ck_assert(!smtp_extensions_has(&smtp->extensions, "AUTH"));
	ck_assert_int_eq(command("EHLO me"), 0);
	ck_assert_str_eq(buf_string(&smtp->reply.lines), "250 again\n");
	ck_assert(stream_script_over(second));
	stream_free(second);
}
END_TEST

START_TEST(client_quits)
{
	talk("S: 220 hi\nC: QUIT\nS: 221 bye");
	greet();
	ck_assert_int_eq(quit(), 0);
	ck_assert(stream_script_over(stream));
}
END_TEST

START_TEST(client_quit_tells_what_went_wrong)
{
	static const struct {
		const char *answer;
		enum error_kind kind;
	} rows[] = {
		{ "S: 421 no", ERROR_REJECTED },
		{ "S: 250 what", ERROR_PROTOCOL },
		{ "S: garbage", ERROR_PROTOCOL },
		{ "EOF", ERROR_CLOSED },
		{ "TIMEOUT", ERROR_TIMEOUT },
	};
	char dialogue[100];

	(void)snprintf(dialogue, sizeof(dialogue), "S: 220 hi\nC: QUIT\n%s",
	    rows[_i].answer);
	talk(dialogue);
	greet();
	ck_assert_int_eq(quit(), -1);
	ck_assert_int_eq(error.kind, rows[_i].kind);
}
END_TEST

START_TEST(client_quit_resets_an_open_transaction)
{
	talk("S: 220 hi\nC: EHLO me\nS: 250 you\nC: RSET\nS: 250 ok\n"
	     "C: QUIT\nS: 221 bye");
	greet();
	learn();
	smtp->transaction = true;
	ck_assert_int_eq(quit(), 0);
	ck_assert(stream_script_over(stream));
	ck_assert_uint_eq(stream_script_sends(stream), 3);
}
END_TEST

START_TEST(client_quit_resets_in_the_same_send_with_pipelining)
{
	talk("S: 220 hi\nC: EHLO me\nS: 250-you\nS: 250 PIPELINING\n"
	     "C: RSET\nC: QUIT\nS: 250 ok\nS: 221 bye");
	greet();
	learn();
	smtp->transaction = true;
	ck_assert_int_eq(quit(), 0);
	ck_assert(stream_script_over(stream));
	ck_assert_uint_eq(stream_script_sends(stream), 2);
}
END_TEST

START_TEST(client_quit_cancels_an_auth_first)
{
	talk("S: 220 hi\nC: AUTH X\nS: 334 more\nC: *\nS: 501 cancelled\n"
	     "C: QUIT\nS: 221 bye");
	greet();
	ck_assert_int_eq(command("AUTH X"), 0);
	ck_assert_int_eq(quit(), 0);
	ck_assert(stream_script_over(stream));
}
END_TEST

START_TEST(client_says_nothing_in_the_middle_of_a_message)
{
	talk("S: 220 hi\nC: DATA\nS: 354 go\n");
	greet();
	ck_assert_int_eq(command("DATA"), 0);
	smtp->transaction = true;
	ck_assert_int_eq(quit(), -1);
	ck_assert_str_eq(stream_script_written(stream), "DATA\r\n");
}
END_TEST

START_TEST(client_says_nothing_while_a_reply_is_outstanding)
{
	talk("S: 220 hi\nC: NOOP\nTIMEOUT");
	greet();
	ck_assert_int_eq(command("NOOP"), -1);
	ck_assert_int_eq(error.kind, ERROR_TIMEOUT);
	error_clear(&error);
	ck_assert_int_eq(quit(), -1);
	ck_assert_int_eq(error.kind, ERROR_NONE);
	ck_assert_str_eq(stream_script_written(stream), "NOOP\r\n");
}
END_TEST

START_TEST(client_says_nothing_after_half_a_reply)
{
	static const char *const answers[] = { "S: garbage", "S: 250-a\nS: 550",
		"S: 250-a\nEOF", "EOF" };
	char dialogue[100];

	(void)snprintf(
	    dialogue, sizeof(dialogue), "S: 220 hi\nC: NOOP\n%s", answers[_i]);
	talk(dialogue);
	greet();
	ck_assert_int_eq(command("NOOP"), -1);
	error_clear(&error);
	ck_assert_int_eq(quit(), -1);
	ck_assert_str_eq(stream_script_written(stream), "NOOP\r\n");
}
END_TEST

START_TEST(client_says_nothing_before_the_greeting)
{
	talk("TIMEOUT");
	smtp->outstanding = 1;
	ck_assert_int_eq(smtp_receive(smtp, deadline_in(10), &error), -1);
	error_clear(&error);
	ck_assert_int_eq(quit(), -1);
	ck_assert_uint_eq(stream_script_length(stream), 0);
}
END_TEST

START_TEST(client_of_nobody_can_be_freed)
{
	smtp_client_free(NULL);
	stream_free(NULL);
}
END_TEST

static TCase *
talking(void)
{
	TCase *tests = tcase_create("talk");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, client_sends_a_command_and_reads_its_reply);
	tcase_add_test(tests, client_judges_no_reply_unless_asked_to);
	tcase_add_test(
	    tests, client_takes_a_good_code_other_than_asked_for_as_a_breach);
	tcase_add_loop_test(
	    tests, client_looks_before_it_speaks, 0, ROWS_OF(ahead));
	tcase_add_test(tests, client_looks_before_it_sends_a_secret);
	tcase_add_test(tests, client_says_no_good_bye_to_one_who_talks_ahead);
	tcase_add_test(
	    tests, client_may_send_more_while_replies_are_outstanding);
	tcase_add_test(tests, client_look_finds_nothing_when_nothing_is_there);
	tcase_add_test(tests, client_hides_the_secret_that_it_sends);
	tcase_add_test(tests, client_refuses_a_command_that_is_too_long);
	tcase_add_test(tests, client_forgets_what_it_learnt_when_it_switches);
	tcase_add_test(tests, client_of_nobody_can_be_freed);
	return tests;
}

static TCase *
quitting(void)
{
	TCase *tests = tcase_create("quit");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, client_quits);
	tcase_add_loop_test(tests, client_quit_tells_what_went_wrong, 0, 5);
	tcase_add_test(tests, client_quit_resets_an_open_transaction);
	tcase_add_test(
	    tests, client_quit_resets_in_the_same_send_with_pipelining);
	tcase_add_test(tests, client_quit_cancels_an_auth_first);
	tcase_add_test(tests, client_says_nothing_in_the_middle_of_a_message);
	tcase_add_test(tests, client_says_nothing_while_a_reply_is_outstanding);
	tcase_add_loop_test(
	    tests, client_says_nothing_after_half_a_reply, 0, 4);
	tcase_add_test(tests, client_says_nothing_before_the_greeting);
	return tests;
}

int
main(void)
{
	Suite *all = suite_create("client");

	suite_add_tcase(all, talking());
	suite_add_tcase(all, quitting());
	return unit_run(all);
}
