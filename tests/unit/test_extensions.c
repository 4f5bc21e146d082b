#include "extensions.h"

#include "stream_script.h"
#include "unit.h"

static struct smtp_extensions extensions;

static void
set_up(void)
{
	smtp_extensions_init(&extensions);
}

static void
tear_down(void)
{
	smtp_extensions_free(&extensions);
}

/* The server's reply to EHLO. */
static void
offer(const char *dialogue)
{
	struct stream *stream = stream_script(dialogue);
	struct smtp_reply reply;
	struct lines lines;
	struct error error = { 0 };

	smtp_reply_init(&reply);
	lines_init(&lines, stream);
	ck_assert_int_eq(
	    smtp_reply_read(&reply, &lines, NULL, deadline_in(10), &error), 0);
	smtp_extensions_read(&extensions, &reply);
	smtp_reply_free(&reply);
	stream_free(stream);
}

START_TEST(extensions_has_knows_whole_keywords_in_any_case)
{
	static const struct {
		const char *keyword;
		bool offered;
	} rows[] = {
		{ "STARTTLS", true },
		{ "starttls", true },
		{ "SIZE", true },
		{ "PIPELINING", true },
		{ "8BITMIME", true },
		{ "STARTTL", false },
		{ "STARTTLSX", false },
		{ "SMTPUTF8", false },
		{ "DSN", false },
		{ "10240000", false },
		{ "ENHANCED", false },
		{ "mail.example", false },
	};

	offer("S: 250-mail.example SMTPUTF8\nS: 250-StartTLS\n"
	      "S: 250-SIZE 10240000\nS: 250-pipelining\nS: 250-XDSN\n"
	      "S: 250-ENHANCEDSTATUSCODES\nS: 250 8BITMIME");
	for (int i = 0; i < ROWS_OF(rows); i++)
		ck_assert_msg(smtp_extensions_has(&extensions,
				  rows[i].keyword) == rows[i].offered,
		    "%s", rows[i].keyword);
}
END_TEST

START_TEST(extensions_has_parameter_knows_whole_words_in_any_case)
{
	static const struct {
		const char *keyword, *parameter;
		bool offered;
	} rows[] = {
		{ "AUTH", "PLAIN", true },
		{ "auth", "scram-sha-256", true },
		{ "AUTH", "LOGIN", true },
		{ "AUTH", "NTLM", true },
		{ "AUTH", "SCRAM-SHA-256-PLUS", false },
		{ "AUTH", "SCRAM", false },
		{ "AUTH", "1000", false },
		{ "SIZE", "1000", true },
		{ "SIZE", "100", false },
		{ "AUT", "PLAIN", false },
		{ "8BITMIME", "PLAIN", false },
	};

	offer("S: 250-mail.example PLAIN\nS: 250-AUTH SCRAM-SHA-256  Plain\n"
	      "S: 250-AUTH=LOGIN NTLM\nS: 250-SIZE 1000\nS: 250 8BITMIME");
	for (int i = 0; i < ROWS_OF(rows); i++)
		ck_assert_msg(
		    smtp_extensions_has_parameter(&extensions, rows[i].keyword,
			rows[i].parameter) == rows[i].offered,
		    "%s/%s", rows[i].keyword, rows[i].parameter);
}
END_TEST

START_TEST(extensions_ignores_the_greeting_line)
{
	offer("S: 250 STARTTLS");
	ck_assert(!smtp_extensions_has(&extensions, "STARTTLS"));
}
END_TEST

START_TEST(extensions_of_a_lookalike_are_not_taken)
{
	offer("S: 250-mail.example\nS: 250-XSTARTTLS\nS: 250-STARTTLS2\n"
	      "S: 250 X STARTTLS");
	ck_assert(!smtp_extensions_has(&extensions, "STARTTLS"));
}
END_TEST

START_TEST(extensions_are_forgotten)
{
	offer("S: 250-mail.example\nS: 250 STARTTLS");
	ck_assert(smtp_extensions_has(&extensions, "STARTTLS"));
	offer("S: 250-mail.example\nS: 250 SIZE");
	ck_assert(!smtp_extensions_has(&extensions, "STARTTLS"));
	ck_assert(smtp_extensions_has(&extensions, "SIZE"));
	smtp_extensions_clear(&extensions);
	ck_assert(!smtp_extensions_has(&extensions, "SIZE"));
}
END_TEST

static const struct {
	const char *said, *mechanisms;
} logins[] = {
	{ "S: 250-h\nS: 250 AUTH LOGIN PLAIN", "LOGIN PLAIN" },
	{ "S: 250-h\nS: 250 AUTH=LOGIN PLAIN", "LOGIN PLAIN" },
	{ "S: 250-h\nS: 250-AUTH PLAIN\nS: 250 AUTH=LOGIN PLAIN",
	    "PLAIN LOGIN" },
	{ "S: 250-h\nS: 250-AUTH PLAIN\nS: 250 AUTH CRAM-MD5",
	    "PLAIN CRAM-MD5" },
	{ "S: 250-h\nS: 250 auth plain Login", "PLAIN LOGIN" },
	{ "S: 250-h\nS: 250 AUTH  PLAIN   LOGIN ", "PLAIN LOGIN" },
	{ "S: 250-h\nS: 250 AUTH PLAIN PLAIN plain", "PLAIN" },
	{ "S: 250-h\nS: 250 AUTH SCRAM-SHA-256-PLUS", "SCRAM-SHA-256-PLUS" },
	{ "S: 250-h\nS: 250 AUTH", "" },
	{ "S: 250-h\nS: 250 AUTH ", "" },
	{ "S: 250-h\nS: 250 SIZE 5", "" },
	{ "S: 250-h\nS: 250 XAUTH PLAIN", "" },
	{ "S: 250-h\nS: 250 AUTHLOGIN", "" },
	{ "S: 250 AUTH PLAIN", "" },
};

START_TEST(extensions_mechanisms_are_those_of_all_auth_lines)
{
	struct buf out = BUF_INIT(1000);

	offer(logins[_i].said);
	smtp_extensions_mechanisms(&extensions, &out);
	ck_assert_str_eq(buf_string(&out), logins[_i].mechanisms);
	buf_free(&out);
}
END_TEST

START_TEST(extensions_print_is_one_printable_line)
{
	struct buf out = BUF_INIT(4000);

	offer("S: 250-h\nS: 250-SIZE 5\nS: 250-X|<\x1b\nS: 250 8BITMIME");
	smtp_extensions_print(&extensions, &out);
	ck_assert_str_eq(buf_string(&out), "SIZE 5, X/(\\x1b, 8BITMIME");
	buf_free(&out);
}
END_TEST

START_TEST(extensions_print_of_none_is_empty)
{
	struct buf out = BUF_INIT(4000);

	offer("S: 250 mail.example");
	smtp_extensions_print(&extensions, &out);
	ck_assert_str_eq(buf_string(&out), "");
	buf_free(&out);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("extensions");
	TCase *tests = tcase_create("extensions");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, extensions_has_knows_whole_keywords_in_any_case);
	tcase_add_test(
	    tests, extensions_has_parameter_knows_whole_words_in_any_case);
	tcase_add_test(tests, extensions_ignores_the_greeting_line);
	tcase_add_test(tests, extensions_of_a_lookalike_are_not_taken);
	tcase_add_test(tests, extensions_are_forgotten);
	tcase_add_loop_test(tests,
	    extensions_mechanisms_are_those_of_all_auth_lines, 0,
	    ROWS_OF(logins));
	tcase_add_test(tests, extensions_print_is_one_printable_line);
	tcase_add_test(tests, extensions_print_of_none_is_empty);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
