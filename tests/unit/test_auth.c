#include "auth.h"

#include <stdio.h>
#include <string.h>

#include "base64.h"
#include "stream_script.h"
#include "unit.h"

static struct stream *stream;
static struct transcript transcript;
static struct smtp_client *smtp;
static struct buf password = BUF_SECRET(16 * 1024);
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
	buf_free(&password);
}

static int
log_in_as(const struct sasl_mechanism *mechanism,
    const struct sasl_context *context, struct redact *redact,
    const char *dialogue)
{
	stream = stream_script(dialogue);
	smtp = smtp_client_new(stream, &transcript, redact);
	return smtp_auth(smtp, mechanism, context, deadline_in(10), &error);
}

static int
log_in_with(const struct sasl_mechanism *mechanism, const char *dialogue)
{
	const struct sasl_context context = {
		.user = "tim",
		.password = &password,
		.secure = true,
	};

	return log_in_as(mechanism, &context, NULL, dialogue);
}

static int
log_in(const char *mechanism, const char *dialogue)
{
	(void)buf_puts(&password, "tanstaaftanstaaf");
	return log_in_with(sasl_find(mechanism), dialogue);
}

/* A mechanism of our own: it echoes each challenge, and never has enough of
 * them unless the first character is a dot. */
static enum sasl_status
echo(void *state, const struct sasl_context *context,
    const struct buf *challenge, struct buf *response, struct error *ignored)
{
	(void)state;
	(void)context;
	(void)ignored;
	(void)buf_append(response, buf_string(challenge), challenge->len);
	return buf_string(challenge)[0] == '.' ? SASL_DONE : SASL_MORE;
}

static const struct sasl_mechanism server_first = {
	.name = "ECHO",
	.step = echo,
};

/* The same, with the traits of PLAIN: the client speaks first. */
static struct sasl_mechanism
client_first(void)
{
	struct sasl_mechanism mechanism = *sasl_find("PLAIN");

	mechanism.name = "ECHO";
	mechanism.step = echo;
	return mechanism;
}

START_TEST(auth_plain_is_one_line)
{
	ck_assert_int_eq(
	    log_in("PLAIN", "C: AUTH PLAIN AHRpbQB0YW5zdGFhZnRhbnN0YWFm\n"
			    "S: 235 2.7.0 welcome"),
	    0);
	ck_assert(stream_script_over(stream));
	ck_assert_str_eq(buf_string(&transcript.text),
	    "C: AUTH PLAIN ****\nS: 235 2.7.0 welcome\n");
}
END_TEST

/* The prompts are as servers word them: misspelt, empty, no base64. */
START_TEST(auth_login_answers_any_two_prompts)
{
	static const char *const prompts[][2] = {
		{ "VXNlcm5hbWU6", "UGFzc3dvcmQ6" },
		{ "dXNlcm5hbWU6", "UGFxc3dvcmQ6" },
		{ "VXNlciBOYW1lAA==", "UGFzc3dvcmQA" },
		{ "", "" },
		{ "Username:", "Password:" },
	};
	struct buf dialogue = BUF_INIT(1000);

	(void)buf_printf(&dialogue,
	    "C: AUTH LOGIN\nS: 334 %s\nC: dGlt\nS: 334 %s\n"
	    "C: dGFuc3RhYWZ0YW5zdGFhZg==\nS: 235 ok",
	    prompts[_i][0], prompts[_i][1]);
	ck_assert_int_eq(log_in("LOGIN", buf_string(&dialogue)), 0);
	ck_assert(stream_script_over(stream));
	buf_free(&dialogue);
}
END_TEST

START_TEST(auth_login_keeps_user_and_password_out_of_the_transcript)
{
	ck_assert_int_eq(
	    log_in("LOGIN", "C: AUTH LOGIN\nS: 334 \nC: dGlt\nS: 334 \n"
			    "C: dGFuc3RhYWZ0YW5zdGFhZg==\nS: 235 ok"),
	    0);
	ck_assert_str_eq(buf_string(&transcript.text),
	    "C: AUTH LOGIN\nS: 334 \nC: ****\nS: 334 \nC: ****\nS: 235 ok\n");
}
END_TEST

/* What the server does wrong, and how the error names it. */
static const struct {
	const char *mechanism, *dialogue;
	enum error_kind kind;
	int code;
} refusals[] = {
	{ "PLAIN",
	    "C: AUTH PLAIN AHRpbQB0YW5zdGFhZnRhbnN0YWFm\n"
	    "S: 535 5.7.8 no",
	    ERROR_REJECTED, 535 },
	{ "PLAIN",
	    "C: AUTH PLAIN AHRpbQB0YW5zdGFhZnRhbnN0YWFm\n"
	    "S: 454 4.7.0 later",
	    ERROR_REJECTED, 454 },
	{ "LOGIN", "C: AUTH LOGIN\nS: 504 what", ERROR_REJECTED, 504 },
	{ "LOGIN", "C: AUTH LOGIN\nS: 334 \nC: dGlt\nS: 535 no", ERROR_REJECTED,
	    535 },
	/* Yes, but by another code */
	{ "PLAIN", "C: AUTH PLAIN AHRpbQB0YW5zdGFhZnRhbnN0YWFm\nS: 250 ok",
	    ERROR_PROTOCOL, 250 },
	{ "PLAIN", "C: AUTH PLAIN AHRpbQB0YW5zdGFhZnRhbnN0YWFm\nS: 220 ok",
	    ERROR_PROTOCOL, 220 },
	/* Yes, before it has seen anything */
	{ "LOGIN", "C: AUTH LOGIN\nS: 235 ok", ERROR_PROTOCOL, 0 },
	{ "LOGIN", "C: AUTH LOGIN\nS: 334 \nC: dGlt\nS: 235 ok", ERROR_PROTOCOL,
	    0 },
	/* Yes and no */
	{ "PLAIN",
	    "C: AUTH PLAIN AHRpbQB0YW5zdGFhZnRhbnN0YWFm\n"
	    "S: 235-yes\nS: 535 no",
	    ERROR_PROTOCOL, 0 },
	/* A question too many */
	{ "LOGIN",
	    "C: AUTH LOGIN\nS: 334 \nC: dGlt\nS: 334 \n"
	    "C: dGFuc3RhYWZ0YW5zdGFhZg==\nS: 334 T1RQOg==",
	    ERROR_PROTOCOL, 0 },
	{ "PLAIN",
	    "C: AUTH PLAIN AHRpbQB0YW5zdGFhZnRhbnN0YWFm\nS: 334 bW9yZQ==",
	    ERROR_PROTOCOL, 0 },
	{ "LOGIN", "C: AUTH LOGIN\nEOF", ERROR_CLOSED, 0 },
	{ "LOGIN", "C: AUTH LOGIN\nTIMEOUT", ERROR_TIMEOUT, 0 },
};

START_TEST(auth_fails_unless_the_server_says_235_in_its_time)
{
	ck_assert_int_eq(
	    log_in(refusals[_i].mechanism, refusals[_i].dialogue), -1);
	ck_assert_int_eq(error.kind, refusals[_i].kind);
	ck_assert_int_eq(error.code, refusals[_i].code);
	ck_assert(stream_script_over(stream));
}
END_TEST

START_TEST(auth_login_at_a_third_prompt_is_cancelled)
{
	ck_assert_int_eq(
	    log_in("LOGIN", "C: AUTH LOGIN\nS: 334 \nC: dGlt\nS: 334 \n"
			    "C: dGFuc3RhYWZ0YW5zdGFhZg==\nS: 334 \n"
			    "C: *\nS: 501 cancelled\nC: QUIT\nS: 221 bye"),
	    -1);
	ck_assert_int_eq(error.kind, ERROR_PROTOCOL);
	error_clear(&error);
	ck_assert_int_eq(smtp_quit(smtp, deadline_in(1), &error), 0);
	ck_assert(stream_script_over(stream));
}
END_TEST

/* A PLAIN response of so many octets before base64. */
static void
set_password(size_t response)
{
	for (size_t i = strlen("\1tim\1"); i < response; i++)
		(void)buf_putc(&password, 'x');
}

static void
put_response(struct buf *out)
{
	struct buf plain = BUF_INIT(16 * 1024);

	(void)buf_append(&plain, "\0tim\0", 5);
	(void)buf_append(&plain, password.data, password.len);
	(void)base64_encode(out, plain.data, plain.len);
	buf_free(&plain);
}

/* "AUTH PLAIN " and CRLF leave 499 octets, which is 496 in base64, of 372. */
START_TEST(auth_line_has_an_initial_response_while_it_fits)
{
	struct buf dialogue = BUF_INIT(32 * 1024);

	set_password(372);
	(void)buf_puts(&dialogue, "C: AUTH PLAIN ");
	put_response(&dialogue);
	ck_assert_uint_eq(dialogue.len - strlen("C: ") + 2, 509);
	(void)buf_puts(&dialogue, "\nS: 235 ok");
	ck_assert_int_eq(
	    log_in_with(sasl_find("PLAIN"), buf_string(&dialogue)), 0);
	ck_assert(stream_script_over(stream));
	buf_free(&dialogue);
}
END_TEST

START_TEST(auth_response_that_is_too_long_for_the_line_follows_later)
{
	static const size_t lengths[] = { 373, 374, 1000, 8000 };
	struct buf dialogue = BUF_INIT(32 * 1024);

	set_password(lengths[_i]);
	(void)buf_puts(&dialogue, "C: AUTH PLAIN\nS: 334 \nC: ");
	put_response(&dialogue);
	(void)buf_puts(&dialogue, "\nS: 235 ok");
	ck_assert_int_eq(
	    log_in_with(sasl_find("PLAIN"), buf_string(&dialogue)), 0);
	ck_assert(stream_script_over(stream));
	buf_free(&dialogue);
}
END_TEST

/* The long form again: the password has not left yet. */
START_TEST(auth_refuses_a_yes_before_the_response_was_sent)
{
	set_password(1000);
	ck_assert_int_eq(log_in_with(sasl_find("PLAIN"),
			     "C: AUTH PLAIN\nS: 235 2.7.0 welcome"),
	    -1);
	ck_assert_int_eq(error.kind, ERROR_PROTOCOL);
}
END_TEST

START_TEST(auth_quotes_a_refusal_of_the_long_form)
{
	set_password(1000);
	ck_assert_int_eq(
	    log_in_with(sasl_find("PLAIN"), "C: AUTH PLAIN\nS: 504 5.5.4 what"),
	    -1);
	ck_assert_int_eq(error.kind, ERROR_REJECTED);
	ck_assert_int_eq(error.code, 504);
}
END_TEST

/* RFC 4954 4: an initial response of zero length is "=". */
START_TEST(auth_writes_an_empty_initial_response_as_equals)
{
	const struct sasl_mechanism mechanism = client_first();

	ck_assert_int_eq(
	    log_in_with(&mechanism, "C: AUTH ECHO =\nS: 334 Lg==\nC: Lg==\n"
				    "S: 235 ok"),
	    0);
	ck_assert(stream_script_over(stream));
}
END_TEST

START_TEST(auth_writes_an_empty_later_response_as_an_empty_line)
{
	ck_assert_int_eq(log_in_with(&server_first,
			     "C: AUTH ECHO\nS: 334 \nC: \nS: 334 Lg==\n"
			     "C: Lg==\nS: 235 ok"),
	    0);
	ck_assert(stream_script_over(stream));
}
END_TEST

START_TEST(auth_refuses_a_challenge_that_is_not_base64)
{
	static const char *const challenges[] = { "S: 334 what?", "S: 334 Zg",
		"S: 334 Zg==Zg==", "S: 334-Zg==\nS: 334 Zg==" };
	char dialogue[200];

	(void)snprintf(dialogue, sizeof(dialogue),
	    "C: AUTH ECHO\n%s\nC: *\nS: 501 ok\nC: QUIT\nS: 221 bye",
	    challenges[_i]);
	ck_assert_int_eq(log_in_with(&server_first, dialogue), -1);
	ck_assert_int_eq(error.kind, ERROR_PROTOCOL);
	error_clear(&error);
	ck_assert_int_eq(smtp_quit(smtp, deadline_in(1), &error), 0);
	ck_assert(stream_script_over(stream));
}
END_TEST

START_TEST(auth_ends_after_so_many_rounds)
{
	struct buf dialogue = BUF_INIT(1000);

	(void)buf_puts(&dialogue, "C: AUTH ECHO\n");
	for (int i = 0; i < SASL_ROUNDS; i++)
		(void)buf_puts(&dialogue, "S: 334 Zg==\nC: Zg==\n");
	(void)buf_puts(&dialogue, "S: 334 Zg==");
	ck_assert_int_eq(log_in_with(&server_first, buf_string(&dialogue)), -1);
	ck_assert_int_eq(error.kind, ERROR_PROTOCOL);
	ck_assert(stream_script_over(stream));
	buf_free(&dialogue);
}
END_TEST

/* RFC 7677 3.  From what both sides prove, and the salt beside it, the password
 * could be guessed. */
START_TEST(auth_scram_keeps_both_proofs_out_of_the_transcript)
{
	struct redact redact = { 0 };
	const struct sasl_context context = {
		.user = "user",
		.password = &password,
		.nonce = "rOprNGfwEbeRWgbNEkqO",
	};
	int rc;

	(void)buf_puts(&password, "pencil");
	rc = log_in_as(sasl_find("SCRAM-SHA-256"), &context, &redact,
	    "C: AUTH SCRAM-SHA-256 biwsbj11c2VyLHI9ck9wck5HZndFYmVSV2"
	    "diTkVrcU8=\n"
	    "S: 334 cj1yT3ByTkdmd0ViZVJXZ2JORWtxTyVodllEcFdVYTJSYVRDQ"
	    "WZ1eEZJbGopaE5sRiRrMCxzPVcyMlphSjBTTlk3c29Fc1VFamI2Z1E9P"
	    "SxpPTQwOTY=\n"
	    "C: Yz1iaXdzLHI9ck9wck5HZndFYmVSV2diTkVrcU8laHZZRHBXVWEyU"
	    "mFUQ0FmdXhGSWxqKWhObEYkazAscD1kSHpiWmFwV0lrNGpVaE4rVXRlO"
	    "Xl0YWc5empmTUhnc3FtbWl6N0FuZFZRPQ==\n"
	    "S: 334 dj02cnJpVFJCaTIzV3BSUi93dHVwK21NaFVaVW4vZEI1bkxUS"
	    "lJzamw5NUc0PQ==\n"
	    "C: \n"
	    "S: 235 ok, dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ= "
	    "and 6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=\n");
	ck_assert_msg(rc == 0, "%s", error.text);
	ck_assert(stream_script_over(stream));
	ck_assert_ptr_null(strstr(buf_string(&transcript.text),
	    "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ="));
	ck_assert_ptr_nonnull(
	    strstr(buf_string(&transcript.text), "S: 235 ok, ****"));
	ck_assert_ptr_null(strstr(
	    buf_string(&transcript.text), "VFJCaTIzV3BSUi93dHVwK21NaFVaVW4v"));
	redact_free(&redact);
}
END_TEST

/* What a server of CRAM-MD5 or DIGEST-MD5 has decoded before it echoes it. */
START_TEST(auth_hides_a_proof_however_it_is_echoed)
{
	static const char *const echoes[] = {
		"b913a602c7eda7a495b4e6e7334d3890",
		"B913A602C7EDA7A495B4E6E7334D3890",
		"tim=b913a602c7eda7a495b4",
		"YjkxM2E2MDJjN2VkYTdhNDk1YjRlNmU3MzM0ZDM4OTA=",
		"eGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw",
		"eHhiOTEzYTYwMmM3ZWRhN2E0OTViNGU2ZTczMzRkMzg5MA==",
	};
	struct redact redact = { 0 };
	const struct sasl_context context = {
		.user = "tim",
		.password = &password,
	};
	char dialogue[400];

	(void)buf_puts(&password, "tanstaaftanstaaf");
	(void)snprintf(dialogue, sizeof(dialogue),
	    "C: AUTH CRAM-MD5\nS: 334 "
	    "PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+\n"
	    "C: dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw\n"
	    "S: 535 no: %s",
	    echoes[_i]);
	ck_assert_int_eq(
	    log_in_as(sasl_find("CRAM-MD5"), &context, &redact, dialogue), -1);
	for (size_t i = 4; i + 8 < strlen(echoes[_i]); i += 8) {
		char piece[9] = "";

		memcpy(piece, echoes[_i] + i, 8);
		ck_assert_msg(strstr(error.text, piece) == NULL, "%s: %s",
		    piece, error.text);
		ck_assert_ptr_null(strstr(buf_string(&transcript.text), piece));
	}
	redact_free(&redact);
}
END_TEST

/* RFC 7628 3.2.2, with a scope that is cut: between two characters. */
START_TEST(auth_shows_what_the_server_says_of_a_token_and_cuts_it)
{
	const struct sasl_context context = {
		.user = "tim",
		.password = &password,
	};
	struct buf json = BUF_INIT(4096), dialogue = BUF_INIT(8192);
	size_t end;

	(void)buf_puts(&password, "token");
	(void)buf_puts(&json, "{\"status\":\"401\",\"scope\":\"");
	for (int i = 0; i < 240; i++)
		(void)buf_puts(&json, "\360\237\222\251");
	(void)buf_puts(&json, "\"}");
	(void)buf_puts(&dialogue,
	    "C: AUTH XOAUTH2 "
	    "dXNlcj10aW0BYXV0aD1CZWFyZXIgdG9rZW4BAQ==\nS: 334 ");
	(void)base64_encode(&dialogue, json.data, json.len);
	(void)buf_puts(&dialogue, "\nC: \nS: 535 5.7.8 ");
	for (int i = 0; i < 200; i++)
		(void)buf_puts(&dialogue, "\303\244");
	ck_assert_int_eq(log_in_as(sasl_find("XOAUTH2"), &context, NULL,
			     buf_string(&dialogue)),
	    -1);
	ck_assert_int_eq(error.kind, ERROR_REJECTED);
	ck_assert_ptr_nonnull(strstr(error.text, " (status 401, scope "));
	end = strlen(error.text);
	ck_assert_uint_gt(end, 900);
	ck_assert_str_eq(error.text + end - 4, "\360\237\222\251");
	buf_free(&json);
	buf_free(&dialogue);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("auth");
	TCase *tests = tcase_create("auth");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, auth_plain_is_one_line);
	tcase_add_loop_test(tests, auth_login_answers_any_two_prompts, 0, 5);
	tcase_add_test(
	    tests, auth_login_keeps_user_and_password_out_of_the_transcript);
	tcase_add_loop_test(tests,
	    auth_fails_unless_the_server_says_235_in_its_time, 0,
	    ROWS_OF(refusals));
	tcase_add_test(tests, auth_login_at_a_third_prompt_is_cancelled);
	tcase_add_test(tests, auth_line_has_an_initial_response_while_it_fits);
	tcase_add_loop_test(tests,
	    auth_response_that_is_too_long_for_the_line_follows_later, 0, 4);
	tcase_add_test(tests, auth_refuses_a_yes_before_the_response_was_sent);
	tcase_add_test(tests, auth_quotes_a_refusal_of_the_long_form);
	tcase_add_test(tests, auth_writes_an_empty_initial_response_as_equals);
	tcase_add_test(
	    tests, auth_writes_an_empty_later_response_as_an_empty_line);
	tcase_add_loop_test(
	    tests, auth_refuses_a_challenge_that_is_not_base64, 0, 4);
	tcase_add_test(tests, auth_ends_after_so_many_rounds);
	tcase_add_test(
	    tests, auth_scram_keeps_both_proofs_out_of_the_transcript);
	tcase_add_loop_test(
	    tests, auth_hides_a_proof_however_it_is_echoed, 0, 6);
	tcase_add_test(
	    tests, auth_shows_what_the_server_says_of_a_token_and_cuts_it);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
