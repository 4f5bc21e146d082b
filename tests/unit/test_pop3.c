#include "mailbox_peer.h"

#define CAPA                                                                   \
	"S: +OK hello\nC: CAPA\nS: +OK list\nS: TOP\nS: UIDL\nS: USER\n"       \
	"S: SASL PLAIN LOGIN\nS: .\n"
#define PLAIN_RESPONSE "AHRpbQBzM2NyZXQtd29yZA=="
#define IN "C: AUTH PLAIN " PLAIN_RESPONSE "\nS: +OK in\n"

static void
greet(const char *dialogue)
{
	connect_to(MAILBOX_POP3, dialogue);
	expect_success(mailbox_greet(box, soon(), &error));
}

static int
log_in(const char *wanted)
{
	return mailbox_login(box, &context, wanted, soon(), &error);
}

static void
enter(const char *dialogue)
{
	greet(dialogue);
	expect_success(log_in(NULL));
	expect_success(mailbox_open(box, "INBOX", NULL, soon(), &error));
	ck_assert_ptr_null(mailbox_junk(box));
}

static const struct {
	const char *dialogue;
	enum error_kind kind;
	const char *text;
} greetings[] = {
	{ "S: -ERR [SYS/TEMP] later", ERROR_RETRY,
	    "greeting: -ERR [SYS/TEMP] later" },
	{ "S: -ERR no", ERROR_REJECTED, "greeting: -ERR no" },
	{ "S: + what", ERROR_PROTOCOL,
	    "greeting: this is no reply of POP3: + what" },
	{ "S: * OK IMAP4 ready", ERROR_PROTOCOL,
	    "greeting: this is an IMAP server (143, over TLS 993), not POP3: "
	    "* OK IMAP4 ready" },
	{ "S: +OKAY", ERROR_PROTOCOL,
	    "greeting: this is no reply of POP3: +OKAY" },
	{ "RAW \\0\\0\nEOF", ERROR_CLOSED,
	    "greeting: the server hung up in the middle of an answer" },
	{ "EOF", ERROR_CLOSED,
	    "greeting: the server hung up without an answer" },
	{ "TIMEOUT", ERROR_TIMEOUT, "greeting: no answer in time" },
	{ "S: +OK\nS: +OK", ERROR_PROTOCOL,
	    "capabilities: the server speaks before it is asked" },
	{ "S: +OK\nS: -ERR [SYS/TEMP] off", ERROR_RETRY,
	    "capabilities: -ERR [SYS/TEMP] off" },
	{ "S: +OK\nC: CAPA\nS: +OK\nS: TOP\nEOF", ERROR_CLOSED,
	    "capabilities: the server hung up in the middle of an answer" },
};

START_TEST(pop3_fails_at_a_greeting_that_is_none)
{
	connect_to(MAILBOX_POP3, greetings[_i].dialogue);
	expect_failure(mailbox_greet(box, soon(), &error), greetings[_i].kind,
	    greetings[_i].text);
	error_clear(&error);
	expect_success(mailbox_close(box, soon(), &error));
}
END_TEST

START_TEST(pop3_starts_tls_and_asks_for_the_capabilities_again)
{
	greet("S: +OK\nC: CAPA\nS: +OK\nS: STLS\nS: SASL EVIL\nS: .\n"
	      "C: STLS\nS: +OK begin\nC: CAPA\nS: +OK\nS: .\n");
	ck_assert(mailbox_offers_tls(box));
	expect_success(mailbox_starttls(box, soon(), &error));
	expect_success(mailbox_resume(box, stream, soon(), &error));
	ck_assert(!mailbox_offers_tls(box));
	ck_assert(stream_script_over(stream));
}
END_TEST

START_TEST(pop3_refuses_what_stands_behind_the_answer_to_stls)
{
	greet("S: +OK\nC: CAPA\nS: +OK\nS: STLS\nS: .\n"
	      "C: STLS\nS: +OK begin\nS: +OK list");
	expect_failure(mailbox_starttls(box, soon(), &error), ERROR_PROTOCOL,
	    "STLS: the server, or somebody in between, sent more behind the "
	    "reply to STLS: an attempt to inject replies");
	error_clear(&error);
	expect_success(mailbox_close(box, soon(), &error));
}
END_TEST

START_TEST(pop3_fails_without_stls)
{
	greet("S: +OK\nC: CAPA\nS: -ERR what\n");
	expect_failure(mailbox_starttls(box, soon(), &error), ERROR_UNSUPPORTED,
	    "STLS: the server does not offer STLS");
}
END_TEST

START_TEST(pop3_logs_in_with_an_initial_response)
{
	greet(CAPA IN);
	expect_success(log_in(NULL));
	ck_assert_str_eq(mailbox_method(box), "PLAIN");
	ck_assert(stream_script_over(stream));
	ck_assert_ptr_nonnull(
	    strstr(buf_string(&transcript.text), "S: TOP\nS: UIDL\nS: USER\n"));
	ck_assert_ptr_nonnull(strstr(
	    buf_string(&transcript.text), "C: AUTH PLAIN ****\nS: +OK in\n"));
}
END_TEST

/* RFC 2449 4: 255 octets. */
START_TEST(pop3_sends_a_long_response_on_a_line_of_its_own)
{
	struct buf dialogue = BUF_INIT(4000);

	context.user = "tom";
	buf_clear(&password);
	for (int i = 0; i < 178; i++)
		(void)buf_putc(&password, 'a');
	(void)buf_puts(&dialogue, CAPA "C: AUTH PLAIN\nS: + \nC: AHRvbQBh");
	for (int i = 0; i < 59; i++)
		(void)buf_puts(&dialogue, "YWFh");
	(void)buf_puts(&dialogue, "\nS: +OK in\n");
	greet(buf_string(&dialogue));
	expect_success(log_in("PLAIN"));
	ck_assert(stream_script_over(stream));
	buf_free(&dialogue);
}
END_TEST

START_TEST(pop3_logs_in_by_user_and_pass_if_no_mechanism_is_common)
{
	greet("S: +OK\nC: CAPA\nS: -ERR what\nC: USER tim\nS: +OK\n"
	      "C: PASS s3cret-word\nS: +OK in\n");
	expect_success(log_in(NULL));
	ck_assert_str_eq(mailbox_method(box), "USER and PASS");
	ck_assert(stream_script_over(stream));
	ck_assert_ptr_nonnull(strstr(
	    buf_string(&transcript.text), "C: USER tim\nS: +OK\nC: PASS ****"));
}
END_TEST

START_TEST(pop3_logs_in_by_user_and_pass_where_the_user_wants_that)
{
	greet("S: +OK\nC: CAPA\nS: +OK\nS: SASL PLAIN\nS: .\n"
	      "C: USER tim\nS: +OK\nC: PASS s3cret-word\nS: +OK in\n");
	expect_success(log_in("LOGIN"));
	ck_assert(stream_script_over(stream));
}
END_TEST

static const struct {
	const char *dialogue;
	enum error_kind kind;
	const char *text;
} refusals[] = {
	{ "S: -ERR [AUTH] no", ERROR_REJECTED, "login: -ERR [AUTH] no" },
	{ "S: -ERR [IN-USE] busy", ERROR_RETRY, "login: -ERR [IN-USE] busy" },
	{ "S: -ERR [SYS/TEMP] x", ERROR_RETRY, "login: -ERR [SYS/TEMP] x" },
	{ "S: -ERR [SYS/PERM] x", ERROR_REJECTED, "login: -ERR [SYS/PERM] x" },
	{ "S: -ERR [LOGIN-DELAY] x", ERROR_RETRY,
	    "login: -ERR [LOGIN-DELAY] x" },
	{ "S: -ERR", ERROR_REJECTED, "login: -ERR" },
	{ "S: -ERR s3cret-word?", ERROR_REJECTED, "login: -ERR ****?" },
	{ "S: + more", ERROR_PROTOCOL,
	    "login: the server asks for more than PLAIN has to say" },
	{ "S: OK", ERROR_PROTOCOL, "login: this is no reply of POP3: OK" },
	{ "TIMEOUT", ERROR_TIMEOUT, "login: no answer in time" },
};

START_TEST(pop3_login_fails_in_the_words_of_the_server)
{
	struct buf dialogue = BUF_INIT(2000);

	(void)buf_printf(&dialogue,
	    CAPA "C: AUTH PLAIN " PLAIN_RESPONSE "\n%s\n",
	    refusals[_i].dialogue);
	greet(buf_string(&dialogue));
	expect_failure(log_in(NULL), refusals[_i].kind, refusals[_i].text);
	buf_free(&dialogue);
}
END_TEST

START_TEST(pop3_refuses_to_send_a_line_end_or_a_password_in_clear)
{
	greet("S: +OK\nC: CAPA\nS: -ERR what\n");
	context.secure = false;
	expect_failure(log_in(NULL), ERROR_USAGE,
	    "login: USER and PASS would send the password unencrypted; the "
	    "server has to offer TLS, or use --allow-cleartext-auth");
	error_clear(&error);
	context.secure = true;
	(void)buf_puts(&password, "\r\nDELE 1");
	expect_failure(log_in(NULL), ERROR_USAGE,
	    "login: USER and PASS cannot send this name or password: it is "
	    "too long, or has a line end");
}
END_TEST

START_TEST(pop3_cancels_an_exchange_before_it_leaves)
{
	greet(CAPA "C: AUTH PLAIN " PLAIN_RESPONSE "\nS: + more\n"
		   "C: *\nS: -ERR cancelled\nC: QUIT\nS: +OK bye\n");
	ck_assert_int_eq(log_in("PLAIN"), -1);
	error_clear(&error);
	expect_success(mailbox_close(box, soon(), &error));
	ck_assert(stream_script_over(stream));
}
END_TEST

static void
expect_found(int ours, const char *ids)
{
	int n;

	buf_clear(&seen);
	n = mailbox_find(box, &search, soon(), &error);
	expect_success(n);
	ck_assert_str_eq(buf_string(&seen), ids);
	ck_assert_int_eq(n, ours);
}

#define UIDL "C: UIDL\nS: +OK\n"

START_TEST(pop3_looks_at_all_headers)
{
	enter(CAPA IN UIDL "S: 1 aa\nS: 2 bb|b\nS: .\n"
			   "C: TOP 1 0\nS: +OK\nS: Subject: x\nS: \nS: .\n"
			   "C: TOP 2 0\nS: +OK\nS: X-Mark: " MARK "\n"
			   "S: ..dots\nS: \nS: .\n");
	expect_found(1, "aa bb/b!");
	ck_assert_str_eq(buf_string(&last_header), "X-Mark: " MARK "\n.dots\n");
	ck_assert(stream_script_over(stream));
}
END_TEST

START_TEST(pop3_reads_a_body_that_it_did_not_ask_for)
{
	enter(CAPA IN UIDL "S: 1 aa\nS: .\n"
			   "C: TOP 1 0\nS: +OK\nRAW A: b\\n\\r\\nX: " MARK
			   "\\r\\n..\\r\\n.x\\n\\r\\n.\\r\\n\n");
	expect_found(0, "aa");
	ck_assert_str_eq(buf_string(&last_header), "A: b\n");
	ck_assert(stream_script_over(stream));
}
END_TEST

START_TEST(pop3_fetches_small_messages_whole_where_top_is_unknown)
{
	enter("S: +OK\nC: CAPA\nS: -ERR\nC: USER tim\nS: +OK\n"
	      "C: PASS s3cret-word\nS: +OK\n" UIDL
	      "S: 1 aa\nS: 2 bb\nS: 3 cc\nS: .\n"
	      "C: TOP 1 0\nS: -ERR what\nC: LIST 1\nS: +OK 1 900\n"
	      "C: RETR 1\nS: +OK\nS: A: " MARK "\nS: \nS: body\nS: .\n"
	      "C: LIST 2\nS: +OK 2 90000000\n"
	      "C: LIST 3\nS: -ERR gone\n");
	expect_found(1, "aa!");
	ck_assert(stream_script_over(stream));
}
END_TEST

START_TEST(pop3_fetches_a_message_whole_where_top_fails_though_it_is_offered)
{
	enter(CAPA IN UIDL "S: 1 aa\nS: 2 bb\nS: .\nC: TOP 1 0\nS: -ERR no\n"
			   "C: LIST 1\nS: +OK 1 900\nC: RETR 1\nS: +OK\n"
			   "S: A: " MARK "\nS: \nS: body\nS: .\n"
			   "C: TOP 2 0\nS: +OK\nS: .\n");
	expect_found(1, "aa! bb");
	ck_assert(stream_script_over(stream));
}
END_TEST

START_TEST(pop3_skips_a_message_that_is_gone)
{
	enter(CAPA IN UIDL "S: 1 aa\nS: 2 bb\nS: .\nC: TOP 1 0\nS: -ERR gone\n"
			   "C: LIST 1\nS: -ERR gone\n"
			   "C: TOP 2 0\nS: +OK\nS: .\n");
	expect_found(0, "bb");
	ck_assert(stream_script_over(stream));
}
END_TEST

START_TEST(pop3_numbers_messages_where_uidl_is_unknown)
{
	enter(CAPA IN "C: UIDL\nS: -ERR what\nC: LIST\nS: +OK\n"
		      "S: 3 120\nS: .\nC: TOP 3 0\nS: +OK\nS: .\n");
	expect_found(0, "#3");
}
END_TEST

START_TEST(pop3_looks_at_the_newest_of_many)
{
	struct buf dialogue = BUF_INIT((size_t)1024 * 1024);

	(void)buf_puts(&dialogue, CAPA IN UIDL);
	for (int i = 1; i <= 10000; i++)
		(void)buf_printf(&dialogue, "S: %d id%d\n", i, i);
	(void)buf_puts(&dialogue, "S: .\n");
	for (int i = 9951; i <= 10000; i++)
		(void)buf_printf(&dialogue, "C: TOP %d 0\nS: +OK\nS: .\n", i);
	enter(buf_string(&dialogue));
	ck_assert_int_eq(mailbox_find(box, &search, soon(), &error), 0);
	ck_assert(stream_script_over(stream));
	ck_assert_int_eq(strncmp(seen.data, "id9951 id9952 ", 14), 0);
	buf_free(&dialogue);
}
END_TEST

START_TEST(pop3_list_may_have_anything_in_it)
{
	enter(CAPA IN UIDL "S: \nS: x y\nS: 0 a\nS: 99999999999 b\nS: 7\n"
			   "S: -1 c\nS: 8 " MARK MARK MARK MARK MARK MARK
			   "\nS: 9 d e\nS: .\n"
			   "C: TOP 9 0\nS: +OK\nS: .\n");
	expect_found(0, "d");
}
END_TEST

START_TEST(pop3_drops_what_is_too_long)
{
	struct buf dialogue = BUF_INIT((size_t)4 * 1024 * 1024);

	(void)buf_puts(
	    &dialogue, CAPA IN UIDL "S: 1 aa\nS: .\nC: TOP 1 0\nS: +OK\nS: ");
	for (int i = 0; i < 1000000; i++)
		(void)buf_putc(&dialogue, 'x');
	(void)buf_puts(&dialogue, "\n");
	for (int i = 0; i < 100000; i++)
		(void)buf_puts(&dialogue, "S: A: b\n");
	(void)buf_puts(&dialogue, "S: .\n");
	enter(buf_string(&dialogue));
	expect_found(0, "aa");
	ck_assert_uint_le(last_header.len, MAILBOX_HEADER_LIMIT);
	ck_assert(stream_script_over(stream));
	buf_free(&dialogue);
}
END_TEST

START_TEST(pop3_waits_and_ends_the_session)
{
	enter(CAPA IN "C: QUIT\nS: +OK bye\n");
	ck_assert_int_eq(
	    mailbox_wait(box, deadline_in(0.01), soon(), &error), 0);
	expect_success(mailbox_close(box, soon(), &error));
	ck_assert(stream_script_over(stream));
}
END_TEST

static const struct mailbox_message message = { .id = "aa" };

static enum mailbox_removal
remove_it(void)
{
	return mailbox_remove(box, &message, &search, soon(), &error);
}

START_TEST(pop3_removes_a_message_of_ours)
{
	enter(CAPA IN UIDL "S: 4 aa\nS: .\n"
			   "C: TOP 4 0\nS: +OK\nS: A: " MARK "\nS: .\n"
			   "C: DELE 4\nS: +OK\nC: QUIT\nS: +OK\n");
	ck_assert_int_eq(remove_it(), MAILBOX_REMOVED);
	expect_success(mailbox_close(box, soon(), &error));
	ck_assert(stream_script_over(stream));
}
END_TEST

START_TEST(pop3_never_removes_a_foreign_message)
{
	enter(CAPA IN UIDL "S: 4 aa\nS: .\n"
			   "C: TOP 4 0\nS: +OK\nS: A: b\nS: \nS: " MARK
			   "\nS: .\nC: QUIT\nS: +OK\n");
	expect_failure((int)remove_it(), ERROR_PROTOCOL,
	    "delete: the message that the server shows now is not ours");
	error_clear(&error);
	expect_success(mailbox_close(box, soon(), &error));
	ck_assert(stream_script_over(stream));
}
END_TEST

START_TEST(pop3_says_when_the_removal_did_not_happen)
{
	enter(CAPA IN "C: QUIT\nS: -ERR [SYS/TEMP] not removed\n");
	expect_failure(mailbox_close(box, soon(), &error), ERROR_RETRY,
	    "logout: -ERR [SYS/TEMP] not removed");
}
END_TEST

START_TEST(pop3_keeps_headers_out_of_the_transcript)
{
	enter(CAPA IN UIDL "S: 4 aa\nS: .\nC: TOP 4 0\nS: +OK octets\n"
			   "S: Subject: dear Tim\nS: .\n");
	expect_found(0, "aa");
	ck_assert_ptr_null(strstr(buf_string(&transcript.text), "dear Tim"));
	ck_assert_ptr_nonnull(strstr(
	    buf_string(&transcript.text), "C: TOP 4 0\nS: +OK octets\n"));
}
END_TEST

static void
add_finding(TCase *tests)
{
	tcase_add_test(tests, pop3_looks_at_all_headers);
	tcase_add_test(tests, pop3_reads_a_body_that_it_did_not_ask_for);
	tcase_add_test(
	    tests, pop3_fetches_small_messages_whole_where_top_is_unknown);
	tcase_add_test(tests,
	    pop3_fetches_a_message_whole_where_top_fails_though_it_is_offered);
	tcase_add_test(tests, pop3_skips_a_message_that_is_gone);
	tcase_add_test(tests, pop3_numbers_messages_where_uidl_is_unknown);
	tcase_add_test(tests, pop3_looks_at_the_newest_of_many);
	tcase_add_test(tests, pop3_list_may_have_anything_in_it);
	tcase_add_test(tests, pop3_drops_what_is_too_long);
	tcase_add_test(tests, pop3_waits_and_ends_the_session);
	tcase_add_test(tests, pop3_removes_a_message_of_ours);
	tcase_add_test(tests, pop3_never_removes_a_foreign_message);
	tcase_add_test(tests, pop3_says_when_the_removal_did_not_happen);
	tcase_add_test(tests, pop3_keeps_headers_out_of_the_transcript);
}

static Suite *
suite(void)
{
	Suite *all = suite_create("pop3");
	TCase *tests = tcase_create("pop3");

	tcase_add_checked_fixture(tests, set_up_box, tear_down_box);
	tcase_add_loop_test(tests, pop3_fails_at_a_greeting_that_is_none, 0,
	    ROWS_OF(greetings));
	tcase_add_test(
	    tests, pop3_starts_tls_and_asks_for_the_capabilities_again);
	tcase_add_test(
	    tests, pop3_refuses_what_stands_behind_the_answer_to_stls);
	tcase_add_test(tests, pop3_fails_without_stls);
	tcase_add_test(tests, pop3_logs_in_with_an_initial_response);
	tcase_add_test(tests, pop3_sends_a_long_response_on_a_line_of_its_own);
	tcase_add_test(
	    tests, pop3_logs_in_by_user_and_pass_if_no_mechanism_is_common);
	tcase_add_test(
	    tests, pop3_logs_in_by_user_and_pass_where_the_user_wants_that);
	tcase_add_loop_test(tests, pop3_login_fails_in_the_words_of_the_server,
	    0, ROWS_OF(refusals));
	tcase_add_test(
	    tests, pop3_refuses_to_send_a_line_end_or_a_password_in_clear);
	tcase_add_test(tests, pop3_cancels_an_exchange_before_it_leaves);
	add_finding(tests);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
