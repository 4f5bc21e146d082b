#include "token_source.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "token.h"
#include "token_check.h"
#include "token_ini.h"
#include "unit.h"

static struct error error;
static char folder[64], path[128];

static void
set_up(void)
{
	(void)snprintf(folder, sizeof(folder), "/tmp/test_token.XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	(void)snprintf(path, sizeof(path), "%s/ini", folder);
}

static void
tear_down(void)
{
	char command[128];

	(void)snprintf(command, sizeof(command), "%s/secret", folder);
	(void)unlink(command);
	(void)unlink(path);
	(void)rmdir(folder);
}

static void
write_file(const char *name, const char *text, mode_t mode)
{
	FILE *file;
	char where[128];

	(void)snprintf(where, sizeof(where), "%s/%s", folder, name);
	file = fopen(where, "we");
	ck_assert_ptr_nonnull(file);
	(void)fputs(text, file);
	(void)fclose(file);
	ck_assert_int_eq(chmod(where, mode), 0);
}

/* What is read and checked, but for files. */
static struct token_source *
parse(const char *text)
{
	struct token_source *source = token_source_new("file");
	struct buf bytes = BUF_INIT(4096);
	int rc;

	(void)buf_puts(&bytes, text);
	error_clear(&error);
	rc = token_ini_read(source, &bytes, &error);
	if (rc == 0)
		rc = token_check(source, &error);
	buf_free(&bytes);
	if (rc == 0)
		return source;
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	token_source_free(source);
	return NULL;
}

#define MICROSOFT "[oauth]\nprovider=microsoft\ntenant=t.example\nclient_id=c\n"
#define OWN "[oauth]\ntoken_endpoint=https://id.example/t\nclient_id=c\n"
#define GOOGLE "[oauth]\nprovider=google\ngrant=jwt_bearer\n"

static const struct {
	const char *text, *endpoint, *scope, *grant;
} good[] = {
	{ MICROSOFT "client_secret=s\n",
	    "https://login.microsoftonline.com/t.example/oauth2/v2.0/token",
	    "https://outlook.office365.com/.default", "client_credentials" },
	{ MICROSOFT "grant=refresh_token\nrefresh_token_file=/f\n",
	    "https://login.microsoftonline.com/t.example/oauth2/v2.0/token",
	    "https://outlook.office.com/SMTP.Send offline_access",
	    "refresh_token" },
	{ MICROSOFT "client_certificate=/c\nclient_key=/k\nscope=x\n",
	    "https://login.microsoftonline.com/t.example/oauth2/v2.0/token",
	    "x", "client_credentials" },
	{ GOOGLE "service_account_file=/f\nsubject=a@example.com\n",
	    "https://oauth2.googleapis.com/token", "https://mail.google.com/",
	    "urn:ietf:params:oauth:grant-type:jwt-bearer" },
	{ "[oauth]\nprovider=google\ngrant=refresh_token\nclient_id=c\n"
	  "client_secret=s\nrefresh_token_file=/f\n",
	    "https://oauth2.googleapis.com/token", "https://mail.google.com/",
	    "refresh_token" },
	{ OWN "client_secret_file=/f\n", "https://id.example/t", "",
	    "client_credentials" },
	{ OWN "client_secret=s\nauth_style=basic\nrenew_before=0\ncache=none\n"
	      "secret_expires=2027-02-28\nproxy=http://p:3128\nca_file=/x\n"
	      "param.resource=https://r\nparam.username=probe\n",
	    "https://id.example/t", "", "client_credentials" },
	/* The service account has the endpoint. */
	{ "[oauth]\ngrant=jwt_bearer\nservice_account_file=/f\n", "", "",
	    "urn:ietf:params:oauth:grant-type:jwt-bearer" },
};

START_TEST(the_keys_say_what_to_ask_and_whom)
{
	struct token_source *source = parse(good[_i].text);

	ck_assert_msg(source != NULL, "%s", error.text);
	ck_assert_str_eq(buf_string(&source->endpoint), good[_i].endpoint);
	ck_assert_str_eq(buf_string(&source->scope), good[_i].scope);
	ck_assert_str_eq(source->grant->type, good[_i].grant);
	token_source_free(source);
}
END_TEST

static const struct {
	const char *text, *said;
} bad[] = {
	{ "", "there is no section [oauth] with keys in it" },
	{ "[other]\nclient_id=c\n",
	    "there is no section [oauth] with keys in it" },
	{ "client_id=c\n", "line 1: it stands before the first [section]" },
	{ "[oauth]\n\nclient-id=c\n", "line 3: there is no key client-id" },
	{ "[oauth]\nS3cretS3cret=c\n", "line 2: there is no such key" },
	{ "[oauth]\nclient_id=c\nclient_id=d\n",
	    "line 3: client_id comes twice (line 2)" },
	{ "[oauth]\nclient_id=\n", "line 2: client_id needs a value" },
	{ "[oauth]\nclient_id=a\x01z\n",
	    "line 2: client_id has a control character in it" },
	{ "[oauth]\ngrant=password\n",
	    "line 2: grant: it is client_credentials, refresh_token or "
	    "jwt_bearer" },
	{ "[oauth]\nprovider=yahoo\n",
	    "line 2: provider: it is microsoft or google; for another one, "
	    "give token_endpoint instead" },
	{ MICROSOFT "client_secret=s\ntoken_endpoint=https://x/\n",
	    "line 6: token_endpoint: provider (line 2) excludes it" },
	{ OWN "client_secret=s\nclient_secret_file=/f\n",
	    "line 5: client_secret_file: client_secret (line 4) excludes it" },
	{ OWN "client_secret=s\nclient_certificate=/f\n",
	    "line 5: client_certificate: client_secret (line 4) excludes it" },
	{ OWN "client_key=/f\nclient_secret=s\n",
	    "line 4: client_key: client_certificate is missing" },
	{ OWN "client_secret=s\nrefresh_token_file=/f\n",
	    "line 5: refresh_token_file: it has no meaning with grant = "
	    "client_credentials" },
	{ OWN "client_secret=s\nsubject=a\n",
	    "line 5: subject: it has no meaning with grant = "
	    "client_credentials" },
	{ OWN, "client_secret, client_secret_file or client_certificate is "
	       "missing (grant = client_credentials)" },
	{ OWN "grant=refresh_token\n",
	    "refresh_token_file is missing (grant = refresh_token)" },
	{ OWN "grant=jwt_bearer\n",
	    "service_account_file is missing (grant = jwt_bearer)" },
	{ "[oauth]\ntoken_endpoint=https://x/\nclient_secret=s\n",
	    "client_id is missing (grant = client_credentials)" },
	{ "[oauth]\nclient_id=c\nclient_secret=s\n",
	    "provider or token_endpoint is missing" },
	{ "[oauth]\nprovider=microsoft\nclient_id=c\nclient_secret=s\n",
	    "tenant is missing (provider = microsoft)" },
	{ "[oauth]\nprovider=microsoft\nclient_id=c\nclient_secret=s\n"
	  "tenant=../x\n",
	    "line 5: tenant: it is the directory's number or domain" },
	{ OWN "client_secret=s\ntenant=t\n",
	    "line 5: tenant: only provider = microsoft has tenants" },
	{ "[oauth]\nprovider=google\nclient_id=c\nclient_secret=s\n",
	    "provider = google has no grant = client_credentials (the "
	    "default)" },
	{ MICROSOFT "grant=jwt_bearer\nservice_account_file=/f\n",
	    "provider = microsoft has no grant = jwt_bearer" },
	{ "[oauth]\ntoken_endpoint=http://x/\nclient_id=c\nclient_secret=s\n",
	    "line 2: token_endpoint: http:// would send the secret in clear: "
	    "it must begin with https://" },
	{ "[oauth]\ntoken_endpoint=ftp://x/\nclient_id=c\nclient_secret=s\n",
	    "line 2: token_endpoint: it must begin with https:// and a host" },
	{ "[oauth]\ntoken_endpoint=https://\nclient_id=c\nclient_secret=s\n",
	    "line 2: token_endpoint: it must begin with https:// and a host" },
	{ "[oauth]\ntoken_endpoint=https:///t\nclient_id=c\nclient_secret=s\n",
	    "line 2: token_endpoint: it must begin with https:// and a host" },
	{ "[oauth]\ntoken_endpoint=https://u:p@x/\nclient_id=c\n"
	  "client_secret=s\n",
	    "line 2: token_endpoint: it has a user in it (see client_id and "
	    "auth_style)" },
	{ "[oauth]\ntoken_endpoint=https://x/#a\nclient_id=c\n"
	  "client_secret=s\n",
	    "line 2: token_endpoint: it has a character that no URL has "
	    "here" },
	{ OWN "client_secret=s\nauth_style=digest\n",
	    "line 5: auth_style: it is post or basic" },
	{ OWN "client_certificate=/f\nauth_style=basic\n",
	    "line 5: auth_style: basic needs client_secret or "
	    "client_secret_file" },
	{ OWN "client_secret=s\nsecret_expires=2027-02-29\n",
	    "line 5: secret_expires: it is a date: YYYY-MM-DD" },
	{ OWN "client_secret=s\nsecret_expires=28.2.2027\n",
	    "line 5: secret_expires: it is a date: YYYY-MM-DD" },
	{ OWN "client_certificate=/f\nsecret_expires=2027-02-28\n",
	    "line 5: secret_expires: client_certificate (line 4) excludes "
	    "it" },
	{ OWN "client_secret=s\nrenew_before=-1\n",
	    "line 5: renew_before: it is a number of seconds" },
	{ OWN "client_secret=s\nrenew_before=10m\n",
	    "line 5: renew_before: it is a number of seconds" },
	{ OWN "client_secret=s\ncache=non\n",
	    "line 5: cache: it must be an absolute path, or none" },
	{ OWN "client_secret=s\nproxy=gopher://u:p@x\n",
	    "line 5: proxy: it begins with http://, https://, socks5:// or "
	    "socks5h://" },
	{ OWN "client_secret=s\nparam.scope=x\n",
	    "line 5: param.scope: the plugin itself sets this field" },
	{ OWN "client_secret=s\nparam.=x\n",
	    "line 5: param.NAME: the name is missing" },
	{ OWN "client_secret=s\nparam.a=x\nparam.a=y\n",
	    "line 6: param.a comes twice" },
};

START_TEST(a_contradiction_is_told_with_line_and_key)
{
	ck_assert_ptr_null(parse(bad[_i].text));
	ck_assert_str_eq(error.text, bad[_i].said);
}
END_TEST

START_TEST(too_many_params_are_refused)
{
	struct buf text = BUF_INIT(4096);

	(void)buf_puts(&text, OWN "client_secret=s\n");
	for (int i = 0; i <= TOKEN_PARAMS_MAX; i++)
		(void)buf_printf(&text, "param.p%d=x\n", i);
	ck_assert_ptr_null(parse(buf_string(&text)));
	ck_assert_str_eq(error.text, "line 37: more than 32 keys param.NAME");
	buf_free(&text);
}
END_TEST

/* --- Files ------------------------------------------------------------------
 */

static struct token_source *
read_ini(const char *key, const char *name, bool *readable)
{
	char text[512];

	(void)snprintf(text, sizeof(text), OWN "%s=%s%s%s\n", key,
	    name[0] == '/' ? "" : folder, name[0] == '/' ? "" : "/", name);
	write_file("ini", text, 0600);
	error_clear(&error);
	return token_source_read(path, readable, &error);
}

START_TEST(the_secret_is_the_first_line_of_its_file)
{
	struct token_source *source;
	bool readable = true;

	write_file("secret", "s3cret\nmore\n", 0600);
	source = read_ini("client_secret_file", "secret", &readable);
	ck_assert_msg(source != NULL, "%s", error.text);
	ck_assert_str_eq(buf_string(&source->secret), "s3cret");
	ck_assert(!readable);
	token_source_free(source);
}
END_TEST

START_TEST(a_file_that_others_may_read_is_told)
{
	struct token_source *source;
	bool readable = false;

	write_file("secret", "s3cret\n", 0644);
	source = read_ini("client_secret_file", "secret", &readable);
	ck_assert_ptr_nonnull(source);
	ck_assert(readable);
	token_source_free(source);
}
END_TEST

START_TEST(a_file_that_others_may_write_is_refused)
{
	bool readable;

	write_file("secret", "s3cret\n", 0666);
	ck_assert_ptr_null(read_ini("client_secret_file", "secret", &readable));
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	ck_assert_ptr_nonnull(strstr(
	    error.text, "/ini: line 4: client_secret_file: /tmp/test_token"));
	ck_assert_ptr_nonnull(
	    strstr(error.text, ": others may write this file (chmod go-w)"));
	write_file("ini", OWN "client_secret=s\n", 0622);
	error_clear(&error);
	ck_assert_ptr_null(token_source_read(path, &readable, &error));
	ck_assert_ptr_nonnull(strstr(error.text, ": others may write"));
}
END_TEST

START_TEST(a_file_without_a_secret_is_refused)
{
	static const struct {
		const char *key, *text, *said;
	} rows[] = {
		{ "client_secret_file", "\n", ": the first line is empty" },
		{ "client_secret_file", "a\rb\n",
		    ": the first line has a NUL or a line break in it" },
		{ "grant=refresh_token\nrefresh_token_file", "",
		    ": the first line is empty" },
		{ "grant=jwt_bearer\nservice_account_file", "{}",
		    ": it is no JSON of a service account with client_email "
		    "and private_key" },
	};
	bool readable;

	write_file("secret", rows[_i].text, 0600);
	ck_assert_ptr_null(read_ini(rows[_i].key, "secret", &readable));
	ck_assert_msg(
	    strstr(error.text, rows[_i].said) != NULL, "%s", error.text);
}
END_TEST

START_TEST(a_file_that_is_missing_is_told_with_its_key)
{
	bool readable;

	ck_assert_ptr_null(
	    read_ini("client_secret_file", "/nonexistent/a", &readable));
	ck_assert_ptr_nonnull(strstr(error.text,
	    "/ini: line 4: client_secret_file: /nonexistent/a: No such file"));
	ck_assert_ptr_null(
	    token_source_read("/nonexistent/b", &readable, &error));
}
END_TEST

/* What is in the ini file besides, the token_uri, and what comes of both. */
static const struct {
	const char *ini, *uri, *endpoint, *audience;
} accounts[] = {
	{ "", "https://token.example/t", "https://token.example/t",
	    "https://token.example/t" },
	{ "provider=google\n", "https://token.example/t",
	    "https://token.example/t", "https://token.example/t" },
	{ "provider=google\n", "", "https://oauth2.googleapis.com/token",
	    "https://oauth2.googleapis.com/token" },
	{ "token_endpoint=https://own.example/\n", "https://token.example/t",
	    "https://own.example/", "https://token.example/t" },
	{ "token_endpoint=https://own.example/\n", "", "https://own.example/",
	    "https://own.example/" },
	{ "", "", NULL, ": it has no token_uri: give token_endpoint" },
	{ "", "http://token.example/t", NULL,
	    ": its token_uri is no address with https://" },
	{ "provider=google\n", "https://u@token.example/t", NULL,
	    ": its token_uri is no address with https://" },
};

START_TEST(a_service_account_brings_its_endpoint)
{
	char text[512];
	struct token_source *source;
	bool readable;

	(void)snprintf(text, sizeof(text),
	    "{\"type\":\"service_account\",\"private_key_id\":\"k\","
	    "\"private_key\":\"-----BEGIN\\n\",\"client_email\":\"a@b\","
	    "\"token_uri\":\"%s\"}",
	    accounts[_i].uri);
	write_file("secret", text, 0600);
	(void)snprintf(text, sizeof(text),
	    "[oauth]\ngrant=jwt_bearer\n%sservice_account_file=%s/secret\n",
	    accounts[_i].ini, folder);
	write_file("ini", text, 0600);
	source = token_source_read(path, &readable, &error);
	if (accounts[_i].endpoint == NULL) {
		ck_assert_ptr_null(source);
		ck_assert_msg(strstr(error.text, accounts[_i].audience) != NULL,
		    "%s", error.text);
		return;
	}
	ck_assert_msg(source != NULL, "%s", error.text);
	ck_assert_str_eq(buf_string(&source->endpoint), accounts[_i].endpoint);
	ck_assert_str_eq(buf_string(&source->audience), accounts[_i].audience);
	ck_assert_str_eq(buf_string(&source->issuer), "a@b");
	ck_assert_str_eq(buf_string(&source->key), "-----BEGIN\n");
	token_source_free(source);
}
END_TEST

START_TEST(the_days_of_a_secret_are_counted_to_its_date)
{
	time_t then = time(NULL) + _i * 86400L;
	char text[256], date[16];
	struct token_source *source;
	struct tm tm;
	int days = 99;

	ck_assert_ptr_nonnull(gmtime_r(&then, &tm));
	(void)strftime(date, sizeof(date), "%Y-%m-%d", &tm);
	(void)snprintf(text, sizeof(text),
	    OWN "client_secret=s\nsecret_expires=%s\n", date);
	source = parse(text);
	ck_assert_ptr_nonnull(source);
	ck_assert(token_source_secret_days(source, &days));
	ck_assert_int_eq(days, _i);
	token_source_free(source);
	source = parse(OWN "client_secret=s\n");
	ck_assert(!token_source_secret_days(source, &days));
	token_source_free(source);
}
END_TEST

START_TEST(secrets_of_the_source_are_hidden)
{
	struct redact redact = { 0 };
	struct buf text = BUF_INIT(1024);
	struct token_source *source;
	bool readable;

	write_file("secret", "Qx~7%zu+W9=pp/\n", 0600);
	source = read_ini("param.app_password=hunter2!\n"
			  "param.realm=visible\n"
			  "proxy=http://u:pr0xyword@p:3128\n"
			  "client_secret_file",
	    "secret", &readable);
	ck_assert_msg(source != NULL, "%s", error.text);
	token_source_hide(source, &redact);
	(void)buf_puts(&text,
	    "Qx~7%zu+W9=pp/ Qx~7%25zu%2BW9%3Dpp%2F hunter2! pr0xyword "
	    "visible");
	redact_apply(&redact, &text);
	ck_assert_str_eq(buf_string(&text), "**** **** **** **** visible");
	redact_free(&redact);
	buf_free(&text);
	token_source_free(source);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("token_source");
	TCase *tests = tcase_create("token_source");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_loop_test(
	    tests, the_keys_say_what_to_ask_and_whom, 0, ROWS_OF(good));
	tcase_add_loop_test(
	    tests, a_contradiction_is_told_with_line_and_key, 0, ROWS_OF(bad));
	tcase_add_test(tests, too_many_params_are_refused);
	tcase_add_test(tests, the_secret_is_the_first_line_of_its_file);
	tcase_add_test(tests, a_file_that_others_may_read_is_told);
	tcase_add_test(tests, a_file_that_others_may_write_is_refused);
	tcase_add_loop_test(tests, a_file_without_a_secret_is_refused, 0, 4);
	tcase_add_test(tests, a_file_that_is_missing_is_told_with_its_key);
	tcase_add_loop_test(
	    tests, a_service_account_brings_its_endpoint, 0, ROWS_OF(accounts));
	tcase_add_loop_test(
	    tests, the_days_of_a_secret_are_counted_to_its_date, -2, 4);
	tcase_add_test(tests, secrets_of_the_source_are_hidden);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
