#include "mailbox_peer.h"

#define HELLO                                                                  \
	"S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=LOGIN] hello\n"
#define PLAIN_RESPONSE "AHRpbQBzM2NyZXQtd29yZA=="

static void
greet(const char *dialogue)
{
	connect_to(MAILBOX_IMAP, dialogue);
	expect_success(mailbox_greet(box, soon(), &error));
}

static int
log_in(const char *wanted)
{
	return mailbox_login(box, &context, wanted, soon(), &error);
}

START_TEST(imap_asks_for_capabilities_that_the_greeting_does_not_tell)
{
	greet(
	    "S: * OK hello\nC: A1 CAPABILITY\n"
	    "S: * CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED\nS: A1 OK done");
	ck_assert(mailbox_offers_tls(box));
	ck_assert(stream_script_over(stream));
}
END_TEST

START_TEST(imap_believes_capabilities_in_the_greeting)
{
	greet("S: * OK [CAPABILITY IMAP4rev1 STARTTLS] hello");
	ck_assert(mailbox_offers_tls(box));
}
END_TEST

static const struct {
	const char *dialogue;
	enum error_kind kind;
	const char *text;
} greetings[] = {
	{ "S: * BYE [UNAVAILABLE] come back", ERROR_RETRY,
	    "greeting: BYE [UNAVAILABLE] come back" },
	{ "S: * BYE no", ERROR_REJECTED, "greeting: BYE no" },
	{ "S: * NO never", ERROR_REJECTED, "greeting: NO never" },
	{ "S: 220 mx ESMTP ready", ERROR_PROTOCOL,
	    "greeting: this is no reply of IMAP: 220 mx ESMTP ready" },
	{ "S: +OK ready", ERROR_PROTOCOL,
	    "greeting: this is a POP3 server (110, over TLS 995), not IMAP: "
	    "+OK ready" },
	{ "RAW \\x15\\x03\nEOF", ERROR_CLOSED,
	    "greeting: the server hung up in the middle of an answer" },
	{ "S: ", ERROR_PROTOCOL,
	    "greeting: this is no reply of IMAP: (an empty line)" },
	{ "S: A1 OK hello", ERROR_PROTOCOL,
	    "greeting: this is no reply of IMAP: A1 OK hello" },
	{ "S: + go on", ERROR_PROTOCOL,
	    "greeting: this is no reply of IMAP: + go on" },
	{ "EOF", ERROR_CLOSED,
	    "greeting: the server hung up without an answer" },
	{ "RAW * OK hel\nEOF", ERROR_CLOSED,
	    "greeting: the server hung up in the middle of an answer" },
	{ "TIMEOUT", ERROR_TIMEOUT, "greeting: no answer in time" },
	{ "S: * OK s3cret-word", ERROR_PROTOCOL,
	    "capabilities: this is no reply of IMAP: **** again" },
};

START_TEST(imap_fails_at_a_greeting_that_is_none)
{
	struct buf dialogue = BUF_INIT(1000);

	(void)buf_printf(&dialogue, "%s\n", greetings[_i].dialogue);
	if (strstr(greetings[_i].text, "capabilities") != NULL)
		(void)buf_puts(
		    &dialogue, "C: A1 CAPABILITY\nS: s3cret-word again\n");
	connect_to(MAILBOX_IMAP, buf_string(&dialogue));
	expect_failure(mailbox_greet(box, soon(), &error), greetings[_i].kind,
	    greetings[_i].text);
	/* Nothing is said to a server that is not understood. */
	error_clear(&error);
	expect_success(mailbox_close(box, soon(), &error));
	buf_free(&dialogue);
}
END_TEST

START_TEST(imap_starts_tls_and_asks_for_the_capabilities_again)
{
	greet("S: * OK [CAPABILITY IMAP4rev1 STARTTLS AUTH=EVIL] hello\n"
	      "C: A1 STARTTLS\nS: A1 OK begin\n"
	      "C: A2 CAPABILITY\nS: * CAPABILITY IMAP4rev1 AUTH=PLAIN\n"
	      "S: A2 OK done");
	expect_success(mailbox_starttls(box, soon(), &error));
	expect_success(mailbox_resume(box, stream, soon(), &error));
	ck_assert(!mailbox_offers_tls(box));
	ck_assert(stream_script_over(stream));
}
END_TEST

START_TEST(imap_refuses_what_stands_behind_the_answer_to_starttls)
{
	greet("S: * OK [CAPABILITY IMAP4rev1 STARTTLS] hello\n"
	      "C: A1 STARTTLS\nS: A1 OK begin\nS: * CAPABILITY AUTH=EVIL");
	expect_failure(mailbox_starttls(box, soon(), &error), ERROR_PROTOCOL,
	    "STARTTLS: the server, or somebody in between, sent more behind "
	    "the reply to STARTTLS: an attempt to inject replies");
	error_clear(&error);
	expect_success(mailbox_close(box, soon(), &error));
}
END_TEST

START_TEST(imap_fails_without_starttls)
{
	greet("S: * OK [CAPABILITY IMAP4rev1] hello");
	expect_failure(mailbox_starttls(box, soon(), &error), ERROR_UNSUPPORTED,
	    "STARTTLS: the server does not offer STARTTLS");
}
END_TEST

START_TEST(imap_does_not_start_tls_where_it_is_logged_in)
{
	greet("S: * PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] welcome");
	expect_failure(mailbox_starttls(box, soon(), &error), ERROR_PROTOCOL,
	    "STARTTLS: the server has logged us in already: it is too late "
	    "for TLS");
}
END_TEST

START_TEST(imap_believes_preauth_only_over_tls)
{
	greet("S: * PREAUTH [CAPABILITY IMAP4rev1] welcome");
	context.secure = false;
	expect_failure(log_in(NULL), ERROR_PROTOCOL,
	    "login: the server has logged us in already, without TLS");
	error_clear(&error);
	context.secure = true;
	expect_success(log_in(NULL));
	ck_assert_str_eq(mailbox_method(box), "PREAUTH");
}
END_TEST

START_TEST(imap_logs_in_with_an_initial_response)
{
	greet(HELLO "C: A1 AUTHENTICATE PLAIN " PLAIN_RESPONSE "\n"
		    "S: A1 OK [CAPABILITY IMAP4rev1 IDLE] in");
	expect_success(log_in(NULL));
	ck_assert_str_eq(mailbox_method(box), "PLAIN");
	ck_assert(stream_script_over(stream));
	ck_assert_ptr_nonnull(strstr(buf_string(&transcript.text),
	    "C: A1 AUTHENTICATE PLAIN ****\n"
	    "S: A1 OK [CAPABILITY IMAP4rev1 IDLE] in\n"));
}
END_TEST

START_TEST(imap_logs_in_without_an_initial_response)
{
	greet("S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hello\n"
	      "C: A1 AUTHENTICATE PLAIN\nS: + \nC: " PLAIN_RESPONSE "\n"
	      "S: A1 OK in\nC: A2 CAPABILITY\nS: * CAPABILITY IMAP4rev1\n"
	      "S: A2 OK done");
	expect_success(log_in(NULL));
	ck_assert(stream_script_over(stream));
}
END_TEST

/* RFC 5802 6: "n", for "y" would say that the server does not offer to bind. */
START_TEST(imap_says_that_it_does_not_bind_where_the_server_offers_it)
{
	struct sasl_binding binding = { "tls-exporter", BUF_INIT(32) };

	(void)buf_puts(&binding.data, "0123456789abcdef");
	context.nonce = "nonce";
	context.binding = &binding;
	greet("S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=SCRAM-SHA-256 "
	      "AUTH=SCRAM-SHA-256-PLUS] hello\n"
	      "C: A1 AUTHENTICATE SCRAM-SHA-256 biwsbj10aW0scj1ub25jZQ==\n"
	      "S: A1 NO no");
	expect_failure(log_in("SCRAM-SHA-256"), ERROR_REJECTED, "login: NO no");
	buf_free(&binding.data);
}
END_TEST

#define BINDING                                                                \
	"S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=SCRAM-SHA-1 "              \
	"AUTH=SCRAM-SHA-1-PLUS] hello\n"                                       \
	"C: A1 AUTHENTICATE SCRAM-SHA-1-PLUS "                                 \
	"cD10bHMtZXhwb3J0ZXIsLG49dGltLHI9bm9uY2U=\n"

/* What Cyrus says where it binds to something else than the client. */
START_TEST(imap_logs_in_without_a_binding_that_is_refused)
{
	struct sasl_binding binding = { "tls-exporter", BUF_INIT(32) };

	(void)buf_puts(&binding.data, "0123456789abcdef");
	context.nonce = "nonce";
	context.binding = &binding;
	greet(
	    BINDING "S: A1 NO bad protocol / cancel\n"
		    "C: A2 AUTHENTICATE SCRAM-SHA-1 biwsbj10aW0scj1ub25jZQ==\n"
		    "S: A2 NO authentication failure\n");
	expect_failure(
	    log_in(NULL), ERROR_REJECTED, "login: NO authentication failure");
	ck_assert(stream_script_over(stream));
	buf_free(&binding.data);
}
END_TEST

START_TEST(imap_does_not_try_again_when_the_password_is_refused)
{
	struct sasl_binding binding = { "tls-exporter", BUF_INIT(32) };

	(void)buf_puts(&binding.data, "0123456789abcdef");
	context.nonce = "nonce";
	context.binding = &binding;
	greet(BINDING "S: A1 NO authentication failure\n");
	expect_failure(
	    log_in(NULL), ERROR_REJECTED, "login: NO authentication failure");
	ck_assert(stream_script_over(stream));
	buf_free(&binding.data);
}
END_TEST

START_TEST(imap_logs_in_with_login_whatever_the_prompts_are)
{
	greet(HELLO "C: A1 AUTHENTICATE LOGIN\nS: +\nC: dGlt\nS: + what?\n"
		    "C: czNjcmV0LXdvcmQ=\nS: * CAPABILITY IMAP4rev1\n"
		    "S: A1 OK in");
	expect_success(log_in("LOGIN"));
	ck_assert(stream_script_over(stream));
}
END_TEST

START_TEST(imap_logs_in_by_the_command_if_no_mechanism_is_common)
{
	greet("S: * OK [CAPABILITY IMAP4rev1 AUTH=GSSAPI] hello\n"
	      "C: A1 LOGIN \"tim\" \"s3cret-word\"\n"
	      "S: A1 OK [CAPABILITY IMAP4rev1] in");
	expect_success(log_in(NULL));
	ck_assert_str_eq(mailbox_method(box), "the command LOGIN");
	ck_assert(stream_script_over(stream));
	ck_assert_ptr_nonnull(
	    strstr(buf_string(&transcript.text), "C: A1 LOGIN ****\n"));
}
END_TEST

START_TEST(imap_quotes_and_sends_literals_as_the_password_needs)
{
	context.user = "t\"i\\m";
	buf_clear(&password);
	(void)buf_puts(&password, "\303\244 b");
	greet("S: * OK [CAPABILITY IMAP4rev1] hello\n"
	      "C: A1 LOGIN \"t\\\"i\\\\m\" {4}\nS: + go\nC: \303\244 b\n"
	      "S: A1 OK [CAPABILITY IMAP4rev1] in");
	expect_success(log_in(NULL));
	ck_assert(stream_script_over(stream));
}
END_TEST

START_TEST(imap_sends_a_user_name_as_a_literal_too)
{
	context.user = "t\303\244m";
	greet("S: * OK [CAPABILITY IMAP4rev1] hello\n"
	      "C: A1 LOGIN {4}\nS: + go\nC: t\303\244m \"s3cret-word\"\n"
	      "S: A1 OK [CAPABILITY IMAP4rev1] in");
	expect_success(log_in(NULL));
	ck_assert(stream_script_over(stream));
	ck_assert_ptr_null(strstr(buf_string(&transcript.text), "s3cret-word"));
}
END_TEST

START_TEST(imap_cannot_send_a_nul)
{
	(void)buf_append(&password, "\0x", 2);
	greet("S: * OK [CAPABILITY IMAP4rev1] hello");
	expect_failure(log_in(NULL), ERROR_USAGE,
	    "login: LOGIN cannot send a NUL in a name or password");
}
END_TEST

static const struct {
	const char *capabilities, *wanted;
	bool insecure;
	enum error_kind kind;
	const char *text;
} impossible[] = {
	{ "AUTH=PLAIN", "SCRAM-SHA-1", false, ERROR_UNSUPPORTED,
	    "login: AUTH SCRAM-SHA-1 is not offered; offered are: PLAIN" },
	{ "LOGINDISABLED", NULL, false, ERROR_UNSUPPORTED,
	    "login: the server offers no AUTH; and it has switched LOGIN off "
	    "(LOGINDISABLED)" },
	{ "AUTH=GSSAPI LOGINDISABLED", "LOGIN", false, ERROR_UNSUPPORTED,
	    "login: AUTH LOGIN is not offered; offered are: GSSAPI; and it "
	    "has switched LOGIN off (LOGINDISABLED)" },
	{ "AUTH=GSSAPI", "SCRAM-SHA-1", false, ERROR_UNSUPPORTED,
	    "login: AUTH SCRAM-SHA-1 is not offered; offered are: GSSAPI" },
	{ "AUTH=PLAIN", NULL, true, ERROR_USAGE,
	    "login: the login would send the password unencrypted; the server "
	    "has to offer TLS, or use --allow-cleartext-auth" },
	{ "IDLE", NULL, true, ERROR_USAGE,
	    "login: LOGIN would send the password unencrypted; the server has "
	    "to offer TLS, or use --allow-cleartext-auth" },
	{ "AUTH=s3cret-word LOGINDISABLED", "PLAIN", false, ERROR_UNSUPPORTED,
	    "login: AUTH PLAIN is not offered; offered are: ****" },
};

START_TEST(imap_says_why_no_login_is_possible)
{
	char dialogue[200];

	(void)snprintf(dialogue, sizeof(dialogue),
	    "S: * OK [CAPABILITY IMAP4rev1 %s] hello",
	    impossible[_i].capabilities);
	greet(dialogue);
	context.secure = !impossible[_i].insecure;
	expect_failure(log_in(impossible[_i].wanted), impossible[_i].kind,
	    impossible[_i].text);
}
END_TEST

static const struct {
	const char *dialogue;
	enum error_kind kind;
	const char *text;
} refusals[] = {
	{ "S: A1 NO [AUTHENTICATIONFAILED] no", ERROR_REJECTED,
	    "login: NO [AUTHENTICATIONFAILED] no" },
	{ "S: A1 NO [UNAVAILABLE] later", ERROR_RETRY,
	    "login: NO [UNAVAILABLE] later" },
	{ "S: A1 no [inuse] busy", ERROR_RETRY, "login: no [inuse] busy" },
	{ "S: A1 NO [UNAVAILABLELY] odd", ERROR_REJECTED,
	    "login: NO [UNAVAILABLELY] odd" },
	{ "S: A1 NO text [UNAVAILABLE]", ERROR_REJECTED,
	    "login: NO text [UNAVAILABLE]" },
	{ "S: A1 BAD what", ERROR_REJECTED, "login: BAD what" },
	{ "S: A1 NO", ERROR_REJECTED, "login: NO" },
	{ "S: A1 NO you said s3cret-word", ERROR_REJECTED,
	    "login: NO you said ****" },
	{ "S: A1 NO c3\nS: x", ERROR_REJECTED, "login: NO c3" },
	{ "S: * 3 EXISTS\nS: * NO warning\nS: * BAD warning\n"
	  "S: * FLAGS (\\A \\B)\nS: A1 NO no",
	    ERROR_REJECTED, "login: NO no" },
	{ "S: * BYE too many\nS: A1 NO no", ERROR_REJECTED,
	    "login: BYE too many" },
	{ "S: * BYE [INUSE] off\nEOF", ERROR_RETRY, "login: BYE [INUSE] off" },
	{ "S: A1 MAYBE", ERROR_PROTOCOL,
	    "login: this is no reply of IMAP: A1 MAYBE" },
	{ "S: A2 OK in", ERROR_PROTOCOL,
	    "login: this is no reply of IMAP: A2 OK in" },
	{ "S: a1 OK in", ERROR_PROTOCOL,
	    "login: this is no reply of IMAP: a1 OK in" },
	{ "EOF", ERROR_CLOSED, "login: the server hung up without an answer" },
	{ "TIMEOUT", ERROR_TIMEOUT, "login: no answer in time" },
};

START_TEST(imap_login_fails_in_the_words_of_the_server)
{
	struct buf dialogue = BUF_INIT(2000);

	(void)buf_printf(&dialogue,
	    HELLO "C: A1 AUTHENTICATE PLAIN " PLAIN_RESPONSE "\n%s\n",
	    refusals[_i].dialogue);
	greet(buf_string(&dialogue));
	expect_failure(log_in("PLAIN"), refusals[_i].kind, refusals[_i].text);
	buf_free(&dialogue);
}
END_TEST

START_TEST(imap_cancels_an_exchange_before_it_leaves)
{
	greet(HELLO "C: A1 AUTHENTICATE PLAIN " PLAIN_RESPONSE "\n"
		    "S: + more\nC: *\nS: A1 BAD cancelled\n"
		    "C: A2 LOGOUT\nS: * BYE\nS: A2 OK bye");
	expect_failure(log_in("PLAIN"), ERROR_PROTOCOL,
	    "login: the server asks for more than PLAIN has to say");
	error_clear(&error);
	expect_success(mailbox_close(box, soon(), &error));
	ck_assert(stream_script_over(stream));
}
END_TEST

START_TEST(imap_leaves_once_and_takes_a_bye_for_an_answer)
{
	greet(HELLO "C: A1 LOGOUT\nS: * BYE bye\nEOF");
	expect_success(mailbox_close(box, soon(), &error));
	expect_success(mailbox_close(box, soon(), &error));
	ck_assert(stream_script_over(stream));
}
END_TEST

/* What is said to the first command, and byte by byte. */
START_TEST(imap_reads_what_is_dripped)
{
	stream = stream_script("S: * OK hello\nC: A1 CAPABILITY\n"
			       "S: * CAPABILITY IMAP4rev1 STARTTLS\n"
			       "S: * LIST () NIL {3}\nS: abc \"x\\\"\"\n"
			       "S: A1 OK done");
	stream_script_drip(stream, 1);
	box = mailbox_new(MAILBOX_IMAP, stream, &transcript, &redact);
	expect_success(mailbox_greet(box, soon(), &error));
	ck_assert(mailbox_offers_tls(box));
	ck_assert(stream_script_over(stream));
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("imap");
	TCase *tests = tcase_create("imap");

	tcase_add_checked_fixture(tests, set_up_box, tear_down_box);
	tcase_add_test(
	    tests, imap_asks_for_capabilities_that_the_greeting_does_not_tell);
	tcase_add_test(tests, imap_believes_capabilities_in_the_greeting);
	tcase_add_loop_test(tests, imap_fails_at_a_greeting_that_is_none, 0,
	    ROWS_OF(greetings));
	tcase_add_test(
	    tests, imap_starts_tls_and_asks_for_the_capabilities_again);
	tcase_add_test(
	    tests, imap_refuses_what_stands_behind_the_answer_to_starttls);
	tcase_add_test(tests, imap_fails_without_starttls);
	tcase_add_test(tests, imap_does_not_start_tls_where_it_is_logged_in);
	tcase_add_test(tests, imap_believes_preauth_only_over_tls);
	tcase_add_test(tests, imap_logs_in_with_an_initial_response);
	tcase_add_test(
	    tests, imap_says_that_it_does_not_bind_where_the_server_offers_it);
	tcase_add_test(tests, imap_logs_in_without_a_binding_that_is_refused);
	tcase_add_test(
	    tests, imap_does_not_try_again_when_the_password_is_refused);
	tcase_add_test(tests, imap_logs_in_without_an_initial_response);
	tcase_add_test(tests, imap_logs_in_with_login_whatever_the_prompts_are);
	tcase_add_test(
	    tests, imap_logs_in_by_the_command_if_no_mechanism_is_common);
	tcase_add_test(
	    tests, imap_quotes_and_sends_literals_as_the_password_needs);
	tcase_add_test(tests, imap_sends_a_user_name_as_a_literal_too);
	tcase_add_test(tests, imap_cannot_send_a_nul);
	tcase_add_loop_test(
	    tests, imap_says_why_no_login_is_possible, 0, ROWS_OF(impossible));
	tcase_add_loop_test(tests, imap_login_fails_in_the_words_of_the_server,
	    0, ROWS_OF(refusals));
	tcase_add_test(tests, imap_cancels_an_exchange_before_it_leaves);
	tcase_add_test(tests, imap_leaves_once_and_takes_a_bye_for_an_answer);
	tcase_add_test(tests, imap_reads_what_is_dripped);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
