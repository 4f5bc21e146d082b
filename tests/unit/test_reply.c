#include "reply.h"

#include <string.h>

#include "redact.h"
#include "stream_script.h"
#include "unit.h"

static struct stream *stream;
static struct lines lines;
static struct smtp_reply reply;
static struct error error;

static void
set_up(void)
{
	smtp_reply_init(&reply);
}

static void
tear_down(void)
{
	smtp_reply_free(&reply);
	stream_free(stream);
}

static int
next(void)
{
	return smtp_reply_read(&reply, &lines, NULL, deadline_in(10), &error);
}

static int
read_reply(const char *dialogue)
{
	stream = stream_script(dialogue);
	lines_init(&lines, stream);
	return next();
}

static void
expect_quote(const char *wanted)
{
	struct buf out = BUF_INIT(4096);

	smtp_reply_quote(&reply, &out);
	ck_assert_str_eq(buf_string(&out), wanted);
	buf_free(&out);
}

/* Good replies: code, enhanced status code, lines, quote. */
static const struct {
	const char *said;
	int code;
	const char *status;
	size_t count;
	const char *quote;
} good[] = {
	{ "S: 220 mail.example ESMTP", 220, "", 1, "220 mail.example ESMTP" },
	{ "S: 250", 250, "", 1, "250" },
	{ "S: 250 ", 250, "", 1, "250" },
	{ "S: 250-a\nS: 250-b\nS: 250 c", 250, "", 3, "250 a b c" },
	{ "S: 250-\nS: 250-b\nS: 250", 250, "", 3, "250 b" },
	{ "S: 250-\nS: 250", 250, "", 2, "250" },
	{ "S: 535 5.7.8 bad credentials", 535, "5.7.8", 1,
	    "535 5.7.8 bad credentials" },
	{ "S: 550-5.1.1 No such\nS: 550 5.1.1 user", 550, "5.1.1", 2,
	    "550 5.1.1 No such user" },
	{ "S: 550-No such\nS: 550 5.1.1 user", 550, "5.1.1", 2,
	    "550 No such user" },
	{ "S: 553 sorry (#5.7.1)", 553, "5.7.1", 1, "553 sorry (#5.7.1)" },
	{ "S: 550 #5.1.0 no", 550, "5.1.0", 1, "550 #5.1.0 no" },
	{ "S: 550 5.255.255 x", 550, "5.255.255", 1, "550 5.255.255 x" },
	{ "S: 250 2.0.0", 250, "2.0.0", 1, "250 2.0.0" },
	/* Not a status code: other class, too long, cut off. */
	{ "S: 550 4.7.1 other class", 550, "", 1, "550 4.7.1 other class" },
	{ "S: 550 5.7 short", 550, "", 1, "550 5.7 short" },
	{ "S: 550 5.7.1234 long", 550, "", 1, "550 5.7.1234 long" },
	{ "S: 220 5.6.7 mail", 220, "", 1, "220 5.6.7 mail" },
	/* The class of the code is any of these. */
	{ "S: 200 a", 200, "", 1, "200 a" },
	{ "S: 354 go", 354, "", 1, "354 go" },
	{ "S: 421 bye", 421, "", 1, "421 bye" },
	{ "S: 599 x", 599, "", 1, "599 x" },
	/* A bare LF ends a line, too. */
	{ "RAW 250-a\\n250 b\\n", 250, "", 2, "250 a b" },
	/* What is not printable is shown so. */
	{ "RAW 220 a|b\\0<c>\x1b\\r\\n", 220, "", 1, "220 a/b\\x00(c)\\x1b" },
	{ "S: 220  two  blanks", 220, "", 1, "220 two  blanks" },
};

START_TEST(reply_joins_lines)
{
	ck_assert_int_eq(read_reply(good[_i].said), 0);
	ck_assert_int_eq(reply.code, good[_i].code);
	ck_assert_str_eq(reply.status, good[_i].status);
	ck_assert_uint_eq(reply.count, good[_i].count);
	expect_quote(good[_i].quote);
	ck_assert(stream_script_over(stream));
}
END_TEST

static const char *const bad[] = { "S: ", "S: 2", "S: 22", "S: hello",
	"S: 2200 x", "S: 220x", "S: 220\tx", "S: 22 mail", "S:  220 mail",
	"S: 199 x", "S: 100 x", "S: 600 x", "S: 000 x", "S: 2a0 x", "S: -20 x",
	"S: +OK POP3 ready", "S: * OK IMAP4 ready", "S: SSH-2.0-OpenSSH",
	"S: HTTP/1.1 400 Bad Request", "S: 250-a\nS: 251 b",
	"S: 535-no\nS: 235 yes", "S: 250-a\nS: 25",
	"S: 250-a\nS: ", "S: 250-a\nS: b", "S: \xd9\xa2\xd9\xa2\xd9\xa0 x" };

START_TEST(reply_refuses_what_is_no_reply)
{
	ck_assert_int_eq(read_reply(bad[_i]), -1);
	ck_assert_int_eq(error.kind, ERROR_PROTOCOL);
	ck_assert_str_ne(error.text, "");
}
END_TEST

static const struct {
	const char *dialogue, *text;
} strangers[] = {
	{ "S: SSH-2.0-x", "this is an SSH server (22), not SMTP: SSH-2.0-x" },
	{ "RAW +OK half a line\nEOF",
	    "this is a POP3 server (110, over TLS 995), not SMTP: +OK half a "
	    "line" },
	{ "RAW * OK half a line\nTIMEOUT",
	    "this is an IMAP server (143, over TLS 993), not SMTP: * OK half a "
	    "line" },
};

START_TEST(reply_names_another_service)
{
	ck_assert_int_eq(read_reply(strangers[_i].dialogue), -1);
	ck_assert_int_eq(error.kind, ERROR_PROTOCOL);
	ck_assert_str_eq(error.text, strangers[_i].text);
}
END_TEST

START_TEST(reply_refuses_two_digit_code)
{
	ck_assert_int_eq(read_reply("S: 25 ok"), -1);
	ck_assert_int_eq(error.kind, ERROR_PROTOCOL);
	ck_assert_ptr_nonnull(strstr(error.text, "25 ok"));
}
END_TEST

START_TEST(reply_with_two_codes_names_both)
{
	ck_assert_int_eq(read_reply("S: 250-a\nS: 550 b"), -1);
	ck_assert_ptr_nonnull(strstr(error.text, "250"));
	ck_assert_ptr_nonnull(strstr(error.text, "550"));
}
END_TEST

START_TEST(reply_is_read_up_to_its_last_line)
{
	ck_assert_int_eq(read_reply("S: 250 one\nS: 250-two\nS: 250 three"), 0);
	expect_quote("250 one");
	ck_assert_int_eq(next(), 0);
	expect_quote("250 two three");
}
END_TEST

START_TEST(reply_forgets_the_one_before)
{
	ck_assert_int_eq(read_reply("S: 550-5.1.1 a\nS: 550 b\nS: 250 c"), 0);
	ck_assert_int_eq(next(), 0);
	ck_assert_int_eq(reply.code, 250);
	ck_assert_str_eq(reply.status, "");
	ck_assert_uint_eq(reply.count, 1);
	ck_assert_str_eq(buf_string(&reply.lines), "250 c\n");
}
END_TEST

START_TEST(reply_ends_early_when_the_server_hangs_up)
{
	static const char *const dialogues[] = { "EOF", "S: 250-a\nEOF",
		"RAW 250 a\nEOF" };

	ck_assert_int_eq(read_reply(dialogues[_i]), -1);
	ck_assert_int_eq(error.kind, ERROR_CLOSED);
}
END_TEST

START_TEST(reply_that_does_not_come_is_a_timeout)
{
	ck_assert_int_eq(read_reply("S: 250-a\nTIMEOUT"), -1);
	ck_assert_int_eq(error.kind, ERROR_TIMEOUT);
}
END_TEST

static int
read_many(int count)
{
	struct buf dialogue = BUF_INIT(100000);
	int rc;

	for (int i = 1; i < count; i++)
		(void)buf_puts(&dialogue, "S: 250-x\n");
	(void)buf_puts(&dialogue, "S: 250 x\n");
	rc = read_reply(buf_string(&dialogue));
	buf_free(&dialogue);
	return rc;
}

START_TEST(reply_may_have_many_lines)
{
	ck_assert_int_eq(read_many(REPLY_LINES), 0);
	ck_assert_uint_eq(reply.count, REPLY_LINES);
}
END_TEST

START_TEST(reply_with_too_many_lines_is_refused)
{
	ck_assert_int_eq(read_many(REPLY_LINES + 1), -1);
	ck_assert_int_eq(error.kind, ERROR_PROTOCOL);
}
END_TEST

START_TEST(reply_with_too_many_bytes_is_refused)
{
	struct buf dialogue = BUF_INIT(200000);
	char filling[8001];
	int rc;

	memset(filling, 'x', sizeof(filling) - 1);
	filling[sizeof(filling) - 1] = '\0';
	for (int i = 0; i < 9; i++)
		(void)buf_printf(&dialogue, "S: 250-%s\n", filling);
	(void)buf_puts(&dialogue, "S: 250 x\n");
	rc = read_reply(buf_string(&dialogue));
	buf_free(&dialogue);
	ck_assert_int_eq(rc, -1);
	ck_assert_int_eq(error.kind, ERROR_PROTOCOL);
	ck_assert_uint_le(reply.lines.len, REPLY_LIMIT);
}
END_TEST

START_TEST(reply_quote_is_cut_after_200_characters)
{
	struct buf dialogue = BUF_INIT(4096), out = BUF_INIT(4096);

	(void)buf_puts(&dialogue, "S: 550 ");
	for (int i = 0; i < 196; i++)
		(void)buf_puts(&dialogue, "\xc3\xa4");
	ck_assert_int_eq(read_reply(buf_string(&dialogue)), 0);
	smtp_reply_quote(&reply, &out);
	ck_assert_uint_eq(out.len, 4 + 196 * 2);
	buf_clear(&out);
	stream_free(stream);
	(void)buf_puts(&dialogue, "\xc3\xa4");
	ck_assert_int_eq(read_reply(buf_string(&dialogue)), 0);
	smtp_reply_quote(&reply, &out);
	ck_assert_uint_eq(out.len, 4 + 196 * 2 + 3);
	ck_assert_str_eq(out.data + out.len - 5, "\xc3\xa4...");
	buf_free(&dialogue);
	buf_free(&out);
}
END_TEST

START_TEST(reply_refuse_keeps_more_than_it_quotes)
{
	struct buf dialogue = BUF_INIT(4096);

	(void)buf_puts(&dialogue, "S: 550-5.7.1 ");
	for (int i = 0; i < 300; i++)
		(void)buf_putc(&dialogue, 'x');
	(void)buf_puts(&dialogue, " \nS: 550 5.7.1 the reason");
	ck_assert_int_eq(read_reply(buf_string(&dialogue)), 0);
	(void)smtp_reply_refuse(&reply, &error);
	ck_assert_ptr_null(strstr(error.text, "the reason"));
	ck_assert_ptr_nonnull(strstr(error.said, "xxx the reason"));
	buf_free(&dialogue);
}
END_TEST

START_TEST(reply_that_does_not_end_is_kept_as_far_as_it_came)
{
	ck_assert_int_eq(read_reply("S: 220-mail.example\nTIMEOUT"), -1);
	ck_assert_int_eq(error.kind, ERROR_TIMEOUT);
	ck_assert_str_eq(error.said, "220 mail.example");
}
END_TEST

START_TEST(reply_refuse_tells_refusal_from_surprise)
{
	static const struct {
		const char *said;
		enum error_kind kind;
		int code;
		const char *status, *text;
	} rows[] = {
		{ "S: 535 5.7.8 no", ERROR_REJECTED, 535, "5.7.8",
		    "535 5.7.8 no" },
		{ "S: 421 bye", ERROR_REJECTED, 421, "", "421 bye" },
		{ "S: 250 yes", ERROR_PROTOCOL, 250, "",
		    "unexpected reply: 250 yes" },
		{ "S: 334 more", ERROR_PROTOCOL, 334, "",
		    "unexpected reply: 334 more" },
	};

	ck_assert_int_eq(read_reply(rows[_i].said), 0);
	ck_assert_int_eq(smtp_reply_refuse(&reply, &error), -1);
	ck_assert_int_eq(error.kind, rows[_i].kind);
	ck_assert_int_eq(error.code, rows[_i].code);
	ck_assert_str_eq(error.status, rows[_i].status);
	ck_assert_str_eq(error.text, rows[_i].text);
}
END_TEST

START_TEST(reply_refuse_keeps_an_earlier_error)
{
	ck_assert_int_eq(read_reply("S: 535 5.7.8 no"), 0);
	(void)error_set(&error, ERROR_TIMEOUT, "first");
	ck_assert_int_eq(smtp_reply_refuse(&reply, &error), -1);
	ck_assert_int_eq(error.kind, ERROR_TIMEOUT);
	ck_assert_int_eq(error.code, 0);
	ck_assert_str_eq(error.status, "");
}
END_TEST

START_TEST(reply_hides_a_secret_that_it_echoes)
{
	struct redact redact = { 0 };

	redact_secret(&redact, "swordfish", 9);
	stream = stream_script("S: 500-swordfish c3dvcmRmaXNo\n"
			       "S: 500 SWORDFISH?");
	lines_init(&lines, stream);
	ck_assert_int_eq(
	    smtp_reply_read(&reply, &lines, &redact, deadline_in(10), &error),
	    0);
	expect_quote("500 **** **** ****?");
	/* The verdict is on what the server said, whatever the secret is. */
	ck_assert_ptr_nonnull(strstr(buf_string(&reply.lines), "swordfish"));
	redact_free(&redact);
}
END_TEST

START_TEST(reply_hides_a_secret_in_what_is_no_reply)
{
	struct redact redact = { 0 };

	redact_secret(&redact, "swordfish", 9);
	stream = stream_script("S: what does swordfish mean");
	lines_init(&lines, stream);
	ck_assert_int_eq(
	    smtp_reply_read(&reply, &lines, &redact, deadline_in(10), &error),
	    -1);
	ck_assert_ptr_null(strstr(error.text, "swordfish"));
	redact_free(&redact);
}
END_TEST

START_TEST(reply_line_walks_through_the_texts)
{
	size_t at = 0, len = 99;
	const char *line;

	ck_assert_int_eq(read_reply("S: 250-one\nS: 250-\nS: 250"), 0);
	line = smtp_reply_line(&reply, &at, &len);
	ck_assert_uint_eq(len, 3);
	ck_assert_mem_eq(line, "one", 3);
	ck_assert_ptr_nonnull(smtp_reply_line(&reply, &at, &len));
	ck_assert_uint_eq(len, 0);
	ck_assert_ptr_nonnull(smtp_reply_line(&reply, &at, &len));
	ck_assert_uint_eq(len, 0);
	ck_assert_ptr_null(smtp_reply_line(&reply, &at, &len));
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("reply");
	TCase *tests = tcase_create("reply");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_loop_test(tests, reply_joins_lines, 0, ROWS_OF(good));
	tcase_add_loop_test(
	    tests, reply_refuses_what_is_no_reply, 0, ROWS_OF(bad));
	tcase_add_loop_test(
	    tests, reply_names_another_service, 0, ROWS_OF(strangers));
	tcase_add_test(tests, reply_refuses_two_digit_code);
	tcase_add_test(tests, reply_with_two_codes_names_both);
	tcase_add_test(tests, reply_is_read_up_to_its_last_line);
	tcase_add_test(tests, reply_forgets_the_one_before);
	tcase_add_loop_test(
	    tests, reply_ends_early_when_the_server_hangs_up, 0, 3);
	tcase_add_test(tests, reply_that_does_not_come_is_a_timeout);
	tcase_add_test(tests, reply_may_have_many_lines);
	tcase_add_test(tests, reply_with_too_many_lines_is_refused);
	tcase_add_test(tests, reply_with_too_many_bytes_is_refused);
	tcase_add_test(tests, reply_refuse_keeps_more_than_it_quotes);
	tcase_add_test(
	    tests, reply_that_does_not_end_is_kept_as_far_as_it_came);
	tcase_add_test(tests, reply_quote_is_cut_after_200_characters);
	tcase_add_loop_test(
	    tests, reply_refuse_tells_refusal_from_surprise, 0, 4);
	tcase_add_test(tests, reply_refuse_keeps_an_earlier_error);
	tcase_add_test(tests, reply_hides_a_secret_that_it_echoes);
	tcase_add_test(tests, reply_hides_a_secret_in_what_is_no_reply);
	tcase_add_test(tests, reply_line_walks_through_the_texts);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
