#include "token_answer.h"

#include <string.h>

#include "unit.h"
#include "web.h"

#define NOW 1800000000

static struct error error;
static struct redact redact;
static struct token_answer answer;
static struct web_answer web;

static void
set_up(void)
{
	token_answer_init(&answer);
	redact_secret(&redact, "Tr0ub4dor&3", 11);
}

static void
tear_down(void)
{
	token_answer_free(&answer);
	redact_free(&redact);
	web_answer_free(&web);
}

static int
take(int status, const char *body)
{
	web = (struct web_answer){
		.status = status,
		.type = "application/json",
		.body = BUF_SECRET((size_t)64 * 1024),
	};
	(void)buf_puts(&web.body, body);
	return token_answer_read(&web, NOW, &redact, &answer, &error);
}

static const struct {
	const char *body, *token;
	double life;
	const char *refresh_token;
} good[] = {
	{ "{\"access_token\":\"abc\",\"token_type\":\"Bearer\","
	  "\"expires_in\":3599}",
	    "abc", 3599, "" },
	{ "{\"access_token\":\"abc\",\"token_type\":\"bearer\","
	  "\"expires_in\":\"3599\",\"refresh_token\":\"r2\"}",
	    "abc", 3599, "r2" },
	{ "{\"access_token\":\"a\\u002bb\\/c\"}", "a+b/c", -1, "" },
	{ "{\"access_token\":\"abc\",\"expires_in\":null}", "abc", -1, "" },
	{ "{\"access_token\":\"abc\",\"expires_in\":-5}", "abc", -5, "" },
	{ "{\"access_token\":\"abc\",\"expires_in\":3599.5}", "abc", 3599.5,
	    "" },
	/* {"exp":1800000600} */
	{ "{\"access_token\":\"e30.eyJleHAiOjE4MDAwMDA2MDB9.x\"}",
	    "e30.eyJleHAiOjE4MDAwMDA2MDB9.x", 600, "" },
	{ "{\"access_token\":\"e30.eyJleHAiOjE4MDAwMDA2MDB9.x\","
	  "\"expires_in\":\"x\"}",
	    "e30.eyJleHAiOjE4MDAwMDA2MDB9.x", 600, "" },
};

START_TEST(a_token_and_its_life_are_taken)
{
	ck_assert_int_eq(take(200, good[_i].body), 0);
	ck_assert_str_eq(buf_string(&answer.secret), good[_i].token);
	ck_assert_double_eq(answer.life, good[_i].life);
	ck_assert_str_eq(
	    buf_string(&answer.refresh_token), good[_i].refresh_token);
}
END_TEST

static const struct {
	const char *body, *said;
} senseless[] = {
	{ "", "the server's answer (200) is not JSON (application/json)" },
	{ "<html>",
	    "the server's answer (200) is not JSON (application/json)" },
	{ "{\"access_token\":\"abc\"",
	    "the server's answer (200) is not JSON (application/json)" },
	{ "{}", "the server's answer (200) has no access token that could be "
		"sent" },
	{ "{\"access_token\":null}",
	    "the server's answer (200) has no access token that could be "
	    "sent" },
	{ "{\"access_token\":[\"abc\"]}",
	    "the server's answer (200) has no access token that could be "
	    "sent" },
	{ "{\"access_token\":\"\"}",
	    "the server's answer (200) has no access token that could be "
	    "sent" },
	{ "{\"access_token\":\"a\\r\\nb\"}",
	    "the server's answer (200) has no access token that could be "
	    "sent" },
	{ "{\"access_token\":\"a\\u0001b\"}",
	    "the server's answer (200) has no access token that could be "
	    "sent" },
	{ "{\"access_token\":\"abc\",\"token_type\":\"mac\"}",
	    "the server's token is not of the type Bearer" },
	{ "{\"access_token\":\"abc\",\"refresh_token\":\"a\\nb\"}",
	    "the server's new refresh token cannot be kept: it is empty or "
	    "has blanks in it" },
};

START_TEST(an_answer_that_makes_no_sense_is_no_token)
{
	ck_assert_int_eq(take(200, senseless[_i].body), -1);
	ck_assert_int_eq(error.kind, ERROR_PROTOCOL);
	ck_assert_str_eq(error.text, senseless[_i].said);
}
END_TEST

#define AADSTS                                                                  \
	"{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000222: " \
	"The provided client secret keys for app 'a1b2' are expired. Visit "    \
	"the Azure portal to create new keys: https://aka.ms/NewClientSecret."  \
	"\\r\\nTrace ID: 6f0c\\r\\n\",\"error_codes\":[7000222],"               \
	"\"error_uri\":\"https://login.microsoftonline.com/error?code="         \
	"7000222\"}"

static const struct {
	int status;
	const char *body;
	enum error_kind kind;
	const char *text, *said;
} refusals[] = {
	{ 401, AADSTS, ERROR_REJECTED,
	    "401 invalid_client: AADSTS7000222: The provided client secret "
	    "keys for app 'a1b2' are expired",
	    "AADSTS7000222" },
	{ 400, "{\"error\":\"invalid_grant\"}", ERROR_REJECTED,
	    "400 invalid_grant", "invalid_grant" },
	{ 400,
	    "{\"error\":\"invalid_grant\",\"error_description\":\"Bad "
	    "Request\",\"error_subtype\":\"invalid_rapt\"}",
	    ERROR_REJECTED, "400 invalid_grant: Bad Request", "invalid_rapt" },
	{ 400,
	    "{\"error\":\"interaction_required\",\"error_codes\":[50076, "
	    "50079],\"suberror\":\"basic_action\"}",
	    ERROR_REJECTED, "400 interaction_required",
	    "basic_action AADSTS50076: AADSTS50079:" },
	/* An error is a refusal, whatever the status. */
	{ 200, "{\"error\":\"invalid_client\"}", ERROR_REJECTED,
	    "200 invalid_client", "invalid_client" },
	{ 503, "{\"error\":\"temporarily_unavailable\"}", ERROR_RETRY,
	    "503 temporarily_unavailable", "temporarily_unavailable" },
	{ 400, "{\"error\":\"temporarily_unavailable\"}", ERROR_RETRY,
	    "400 temporarily_unavailable", "temporarily_unavailable" },
	{ 408, "", ERROR_RETRY, "408 without an OAuth error (application/json)",
	    "" },
	{ 429, "{\"error\":\"invalid_grant\"}", ERROR_RETRY,
	    "429 invalid_grant", "" },
	{ 500, "oops", ERROR_RETRY,
	    "500 without an OAuth error (application/json)", "" },
	{ 404, "<html>not here</html>", ERROR_REJECTED,
	    "404 without an OAuth error (application/json)", "" },
	{ 302, "", ERROR_REJECTED,
	    "302 without an OAuth error (application/json); a redirect is not "
	    "followed",
	    "" },
	{ 400, "{\"error\":{\"code\":400}}", ERROR_REJECTED,
	    "400 without an OAuth error (application/json)", "" },
	{ 400, "{\"error\":\"invalid_client\"", ERROR_REJECTED,
	    "400 without an OAuth error (application/json)", "" },
	/* What comes from there is printed as all else from outside, and a
	 * secret that comes back is hidden. */
	{ 400,
	    "{\"error\":\"bad|<x>\",\"error_description\":\"secret "
	    "Tr0ub4dor&3\\u0007 wrong\"}",
	    ERROR_REJECTED, "400 bad/(x): secret ****\\x07 wrong",
	    "secret ****\\x07 wrong" },
};

START_TEST(a_refusal_is_judged_by_status_and_error)
{
	ck_assert_int_eq(take(refusals[_i].status, refusals[_i].body), -1);
	ck_assert_int_eq(error.kind, refusals[_i].kind);
	ck_assert_int_eq(error.code, refusals[_i].status);
	ck_assert_str_eq(error.text, refusals[_i].text);
	ck_assert_ptr_nonnull(strstr(error.said, refusals[_i].said));
	ck_assert_ptr_null(strstr(error.said, "Tr0ub4dor"));
}
END_TEST

START_TEST(the_address_that_explains_a_refusal_is_kept)
{
	ck_assert_int_eq(take(401, AADSTS), -1);
	ck_assert_str_eq(buf_string(&answer.uri),
	    "https://login.microsoftonline.com/error?code=7000222");
}
END_TEST

START_TEST(a_clock_that_differs_is_told)
{
	static const struct {
		int64_t date;
		const char *said;
	} rows[] = {
		{ NOW + 119, "400 x" },
		{ NOW - 119, "400 x" },
		{ NOW + 4000, "400 x; this host's clock is 4000 s behind the "
			      "server's" },
		{ NOW - 400, "400 x; this host's clock is 400 s ahead of the "
			     "server's" },
	};

	web = (struct web_answer){
		.status = 400,
		.date = rows[_i].date,
		.body = BUF_SECRET(100),
	};
	(void)buf_puts(&web.body, "{\"error\":\"x\"}");
	ck_assert_int_eq(
	    token_answer_read(&web, NOW, &redact, &answer, &error), -1);
	ck_assert_str_eq(error.text, rows[_i].said);
}
END_TEST

START_TEST(a_long_description_is_cut)
{
	struct buf body = BUF_INIT((size_t)60 * 1024);

	(void)buf_puts(&body, "{\"error\":\"x\",\"error_description\":\"");
	for (int i = 0; i < 50000; i++)
		(void)buf_putc(&body, 'a');
	(void)buf_puts(&body, "\"}");
	ck_assert_int_eq(take(400, buf_string(&body)), -1);
	ck_assert_uint_lt(strlen(error.text), 230);
	ck_assert_ptr_nonnull(strstr(error.text, "aaa..."));
	buf_free(&body);
}
END_TEST

START_TEST(a_refusal_may_quote_the_tokens_in_it)
{
	ck_assert_int_eq(
	    take(400, "{\"error\":\"x\",\"error_description\":\"unused: "
		      "acc3ss-t0ken r3fresh-t0ken 1d-t0ken\",\"access_token\":"
		      "\"acc3ss-t0ken\",\"refresh_token\":\"r3fresh-t0ken\","
		      "\"id_token\":\"1d-t0ken\"}"),
	    -1);
	ck_assert_str_eq(error.text, "400 x: unused: **** **** ****");
}
END_TEST

START_TEST(it_tells_how_long_it_asks_to_wait)
{
	web = (struct web_answer){ .status = 429, .retry_after = 30 };
	web.body = (struct buf)BUF_SECRET(10);
	ck_assert_int_eq(
	    token_answer_read(&web, NOW, &redact, &answer, &error), -1);
	ck_assert_str_eq(error.text,
	    "429 without an OAuth error (no type); it asks to wait 30 s");
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("token_answer");
	TCase *tests = tcase_create("token_answer");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_loop_test(
	    tests, a_token_and_its_life_are_taken, 0, ROWS_OF(good));
	tcase_add_loop_test(tests, an_answer_that_makes_no_sense_is_no_token, 0,
	    ROWS_OF(senseless));
	tcase_add_loop_test(tests, a_refusal_is_judged_by_status_and_error, 0,
	    ROWS_OF(refusals));
	tcase_add_test(tests, the_address_that_explains_a_refusal_is_kept);
	tcase_add_loop_test(tests, a_clock_that_differs_is_told, 0, 4);
	tcase_add_test(tests, a_long_description_is_cut);
	tcase_add_test(tests, a_refusal_may_quote_the_tokens_in_it);
	tcase_add_test(tests, it_tells_how_long_it_asks_to_wait);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
