#include "token_assertion.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base64.h"
#include "json.h"
#include "jwt.h"
#include "token.h"
#include "token_check.h"
#include "token_ini.h"
#include "unit.h"

static struct error error;
static struct redact redact;
static struct token_source *source;
static struct buf token = BUF_SECRET(TOKEN_FILE_LIMIT);

static void
set_up(const char *ini)
{
	struct buf text = BUF_INIT(4096);
	char path[512], chunk[4096];
	FILE *file;
	size_t n;

	source = token_source_new("file");
	(void)buf_puts(&text, ini);
	ck_assert_int_eq(token_ini_read(source, &text, &error), 0);
	ck_assert_int_eq(token_check(source, &error), 0);
	buf_free(&text);
	(void)snprintf(path, sizeof(path), "%s/rsa.pem", getenv("CERTS"));
	file = fopen(path, "re");
	ck_assert_ptr_nonnull(file);
	while ((n = fread(chunk, 1, sizeof(chunk), file)) > 0)
		(void)buf_append(&source->key, chunk, n);
	(void)fclose(file);
}

static void
tear_down(void)
{
	token_source_free(source);
	source = NULL;
	redact_free(&redact);
	buf_free(&token);
}

static void
expect_header(const char *name, const char *wanted)
{
	struct buf json = BUF_INIT(1024), value = BUF_INIT(1024);

	ck_assert_int_eq(base64url_decode(&json, buf_string(&token),
			     strcspn(buf_string(&token), ".")),
	    0);
	if (json_string(buf_string(&json), json.len, name, &value) == -1)
		(void)buf_puts(&value, "none");
	ck_assert_str_eq(buf_string(&value), wanted);
	buf_free(&json);
	buf_free(&value);
}

static void
expect_claim(const char *name, const char *wanted)
{
	struct buf value = BUF_INIT(1024);

	if (jwt_claim(&token, name, &value) == -1)
		(void)buf_puts(&value, "none");
	ck_assert_str_eq(buf_string(&value), wanted);
	buf_free(&value);
}

static double
number(const char *name)
{
	struct buf value = BUF_INIT(1024);
	double out;

	ck_assert_int_eq(jwt_claim(&token, name, &value), 0);
	out = strtod(buf_string(&value), NULL);
	buf_free(&value);
	return out;
}

START_TEST(a_client_proves_itself_as_microsoft_wants_it)
{
	set_up("[oauth]\nprovider=microsoft\ntenant=t\nclient_id=c-1\n"
	       "client_certificate=/f\n");
	(void)buf_append(
	    &source->certificate, source->key.data, source->key.len);
	ck_assert_int_eq(
	    token_assertion_of_client(source, &redact, &token, &error), 0);
	expect_header("alg", "PS256");
	expect_header("typ", "JWT");
	expect_claim("iss", "c-1");
	expect_claim("sub", "c-1");
	expect_claim(
	    "aud", "https://login.microsoftonline.com/t/oauth2/v2.0/token");
	ck_assert_double_eq_tol(number("nbf"), (double)time(NULL), 60);
	ck_assert_double_eq(number("exp") - number("iat"), 300);
	/* 256 bytes of signature. */
	ck_assert_uint_eq(strlen(strrchr(token.data, '.') + 1), 342);
}
END_TEST

START_TEST(the_digests_of_the_certificate_are_in_the_header)
{
	struct buf json = BUF_INIT(1024), value = BUF_INIT(64);

	set_up("[oauth]\ntoken_endpoint=https://x/\nclient_id=c\n"
	       "client_certificate=/f\n");
	(void)buf_append(
	    &source->certificate, source->key.data, source->key.len);
	ck_assert_int_eq(
	    token_assertion_of_client(source, &redact, &token, &error), 0);
	expect_header("alg", "RS256");
	(void)base64url_decode(&json, token.data, strcspn(token.data, "."));
	ck_assert_int_eq(json_string(json.data, json.len, "x5t", &value), 0);
	ck_assert_uint_eq(value.len, 27);
	buf_clear(&value);
	ck_assert_int_eq(
	    json_string(json.data, json.len, "x5t#S256", &value), 0);
	ck_assert_uint_eq(value.len, 43);
	buf_free(&json);
	buf_free(&value);
}
END_TEST

START_TEST(no_assertion_has_the_name_of_another)
{
	struct buf first = BUF_INIT(256), second = BUF_INIT(256);

	set_up("[oauth]\ntoken_endpoint=https://x/\nclient_id=c\n"
	       "client_certificate=/f\n");
	(void)buf_append(
	    &source->certificate, source->key.data, source->key.len);
	ck_assert_int_eq(
	    token_assertion_of_client(source, &redact, &token, &error), 0);
	(void)jwt_claim(&token, "jti", &first);
	buf_clear(&token);
	ck_assert_int_eq(
	    token_assertion_of_client(source, &redact, &token, &error), 0);
	(void)jwt_claim(&token, "jti", &second);
	ck_assert_uint_ge(first.len, 22);
	ck_assert_str_ne(first.data, second.data);
	buf_free(&first);
	buf_free(&second);
}
END_TEST

START_TEST(a_service_account_asks_as_google_wants_it)
{
	set_up("[oauth]\nprovider=google\ngrant=jwt_bearer\n"
	       "service_account_file=/f\n");
	(void)buf_puts(&source->issuer, "a@p.iam.gserviceaccount.com");
	(void)buf_puts(&source->key_id, "k1");
	(void)buf_puts(
	    &source->audience, "https://oauth2.googleapis.com/token");
	token_source_set_user(source, "box@example.com");
	ck_assert_int_eq(
	    token_assertion_of_account(source, &redact, &token, &error), 0);
	expect_header("alg", "RS256");
	expect_header("kid", "k1");
	expect_header("x5t", "none");
	expect_claim("iss", "a@p.iam.gserviceaccount.com");
	expect_claim("sub", "box@example.com");
	expect_claim("scope", "https://mail.google.com/");
	expect_claim("aud", "https://oauth2.googleapis.com/token");
	ck_assert_double_eq(number("exp") - number("iat"), 3600);
}
END_TEST

START_TEST(the_subject_of_the_file_comes_first)
{
	set_up("[oauth]\nprovider=google\ngrant=jwt_bearer\n"
	       "service_account_file=/f\nsubject=other@example.com\n");
	token_source_set_user(source, "box@example.com");
	ck_assert_int_eq(
	    token_assertion_of_account(source, &redact, &token, &error), 0);
	expect_claim("sub", "other@example.com");
}
END_TEST

START_TEST(an_assertion_is_hidden)
{
	set_up("[oauth]\nprovider=google\ngrant=jwt_bearer\n"
	       "service_account_file=/f\n");
	ck_assert_int_eq(
	    token_assertion_of_account(source, &redact, &token, &error), 0);
	redact_apply(&redact, &token);
	ck_assert_str_eq(buf_string(&token), "****");
}
END_TEST

START_TEST(a_wrong_key_is_told_with_its_file)
{
	set_up("[oauth]\ntoken_endpoint=https://x/\nclient_id=c\n"
	       "client_certificate=/some/file\n");
	(void)buf_puts(&source->certificate, "x");
	buf_clear(&source->key);
	ck_assert_int_eq(
	    token_assertion_of_client(source, &redact, &token, &error), -1);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	ck_assert_str_eq(
	    error.text, "/some/file: there is no private key (PEM)");
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("token_assertion");
	TCase *tests = tcase_create("token_assertion");

	tcase_add_checked_fixture(tests, NULL, tear_down);
	tcase_add_test(tests, a_client_proves_itself_as_microsoft_wants_it);
	tcase_add_test(tests, the_digests_of_the_certificate_are_in_the_header);
	tcase_add_test(tests, no_assertion_has_the_name_of_another);
	tcase_add_test(tests, a_service_account_asks_as_google_wants_it);
	tcase_add_test(tests, the_subject_of_the_file_comes_first);
	tcase_add_test(tests, an_assertion_is_hidden);
	tcase_add_test(tests, a_wrong_key_is_told_with_its_file);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
