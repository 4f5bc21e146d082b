#include "token.h"

#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "fake_web.h"
#include "token_cache.h"
#include "token_source.h"
#include "unit.h"

#define ANSWER(token, life)                                                    \
	{                                                                      \
		.status = 200,                                                 \
		.body =                                                        \
		    "{\"access_token\":\"" token                               \
		    "\",\"token_type\":\"Bearer\",\"expires_in\":" life "}",   \
	}

static const struct fake_answer tokens[] = {
	ANSWER("first-token", "3600"),
	ANSWER("second-token", "3600"),
	ANSWER("third-token", "3600"),
};
static const struct fake_answer refuses = {
	.status = 401,
	.body = "{\"error\":\"invalid_client\",\"error_description\":"
		"\"AADSTS7000222: It is expired. More.\"}",
};
static const struct fake_answer busy = { .status = 503, .body = "" };
static const struct fake_answer throttled = { .status = 429, .body = "" };
static const struct fake_answer silent = {
	.kind = ERROR_TIMEOUT,
	.text = "no answer in time",
};
static const struct fake_answer stranger = {
	.kind = ERROR_CERTIFICATE,
	.text = "wrong certificate",
};

static struct error error;
static struct redact redact;
static struct token token = TOKEN_INIT;
static struct token_source *source;
static char folder[64], ini[128], cache[128];

static void
set_up(void)
{
	(void)snprintf(folder, sizeof(folder), "/tmp/test_token.XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	(void)snprintf(ini, sizeof(ini), "%s/ini", folder);
	(void)snprintf(cache, sizeof(cache), "%s/cache", folder);
	fake_web = (struct fake_web){ .answers = tokens, .count = 3 };
}

static void
remove_file(const char *name)
{
	char path[256];

	(void)snprintf(path, sizeof(path), "%s/%s", folder, name);
	(void)unlink(path);
}

static void
tear_down(void)
{
	token_free(&token);
	token_source_free(source);
	redact_free(&redact);
	remove_file("ini");
	remove_file("cache");
	remove_file("refresh");
	remove_file("link");
	/* Nothing else may be left. */
	ck_assert_int_eq(rmdir(folder), 0);
}

static void
write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "we");

	ck_assert_ptr_nonnull(file);
	(void)fputs(text, file);
	(void)fclose(file);
	ck_assert_int_eq(chmod(path, 0600), 0);
}

static void
read_text(const char *path, char *text, size_t size)
{
	FILE *file = fopen(path, "re");
	size_t n;

	ck_assert_ptr_nonnull(file);
	n = fread(text, 1, size - 1, file);
	text[n] = '\0';
	(void)fclose(file);
}

/* A new check: nothing is remembered but what the cache has. */
static void
begin(const char *more)
{
	struct buf text = BUF_INIT(4096);
	bool readable;

	token_source_free(source);
	(void)buf_printf(&text,
	    "[oauth]\ntoken_endpoint=https://id.example/t\nclient_id=c l\n"
	    "%s\ncache=%s\n",
	    more, cache);
	write_file(ini, buf_string(&text));
	error_clear(&error);
	source = token_source_read(ini, &readable, &error);
	ck_assert_msg(source != NULL, "%s", error.text);
	buf_free(&text);
}

#define SECRET "client_secret=s3cr3t+/=&"

static int
get(bool refused)
{
	struct buf before = BUF_SECRET(TOKEN_LIMIT);
	int rc;

	(void)buf_puts(&before, buf_string(&token.secret));
	error_clear(&error);
	rc = token_get(source, refused ? &before : NULL, deadline_in(10),
	    &redact, &token, &error);
	buf_free(&before);
	return rc;
}

/* Answers to come, and how often the endpoint has been asked before. */
static void
answers(const struct fake_answer *next)
{
	fake_web.answers = next;
	fake_web.count = 1;
	fake_web.asked = 0;
}

static void
expect_token(const char *wanted)
{
	ck_assert_msg(error.kind == ERROR_NONE, "%s", error.text);
	ck_assert_str_eq(buf_string(&token.secret), wanted);
}

/* Moves the times in the cache back by so many seconds. */
static void
age(int64_t seconds)
{
	static const char *const names[] = {
		"obtained = ", "expires = ", "refused = "
	};
	static char text[8192], again[8192];
	const char *at = text;
	size_t len = 0;

	read_text(cache, text, sizeof(text));
	for (; *at != '\0'; at += strcspn(at, "\n") + 1) {
		int n = (int)strcspn(at, "\n");
		int64_t moved = 0;

		for (size_t i = 0; i < 3; i++)
			if (strncmp(at, names[i], strlen(names[i])) == 0)
				moved =
				    strtoll(at + strlen(names[i]), NULL, 10);
		if (moved != 0)
			len += (size_t)snprintf(again + len,
			    sizeof(again) - len, "%.*s = %" PRId64 "\n",
			    (int)strcspn(at, " "), at, moved - seconds);
		else
			len += (size_t)snprintf(
			    again + len, sizeof(again) - len, "%.*s\n", n, at);
	}
	write_file(cache, again);
}

/* --- The request ------------------------------------------------------------
 */

START_TEST(a_token_is_asked_for_with_the_secret_in_the_form)
{
	begin(SECRET "\nscope=a b\nparam.resource=https://r/?x");
	ck_assert_int_eq(get(false), 0);
	expect_token("first-token");
	ck_assert_str_eq(fake_web.url, "https://id.example/t");
	ck_assert_str_eq(fake_web.form,
	    "grant_type=client_credentials&client_id=c%20l&scope=a%20b&"
	    "resource=https%3A%2F%2Fr%2F%3Fx&client_secret=s3cr3t%2B%2F%3D%26");
	ck_assert_str_eq(fake_web.user, "");
	ck_assert(token.asked);
	ck_assert(!token.cached);
	ck_assert_double_eq_tol(token.hours_left, 1, 0.01);
	ck_assert_str_eq(token.note, "new token, valid 60 more minutes");
}
END_TEST

START_TEST(the_secret_goes_by_basic_authentication)
{
	begin(
	    SECRET "\nauth_style=basic\nproxy=http://p:1\nca_file=/etc/passwd");
	ck_assert_int_eq(get(false), 0);
	ck_assert_str_eq(fake_web.form, "grant_type=client_credentials");
	ck_assert_str_eq(fake_web.user, "c%20l");
	ck_assert_str_eq(fake_web.password, "s3cr3t%2B%2F%3D%26");
	ck_assert_str_eq(fake_web.proxy, "http://p:1");
	ck_assert_str_eq(fake_web.ca_file, "/etc/passwd");
}
END_TEST

START_TEST(what_is_received_is_hidden)
{
	struct buf text = BUF_INIT(100);

	begin(SECRET);
	ck_assert_int_eq(get(false), 0);
	(void)buf_puts(&text, "first-token s3cr3t+/=&");
	redact_apply(&redact, &text);
	ck_assert_str_eq(buf_string(&text), "**** ****");
	buf_free(&text);
}
END_TEST

/* --- The cache --------------------------------------------------------------
 */

START_TEST(a_cached_token_is_used_by_the_next_check)
{
	struct stat status;

	begin(SECRET);
	ck_assert_int_eq(get(false), 0);
	begin(SECRET);
	ck_assert_int_eq(get(false), 0);
	expect_token("first-token");
	ck_assert_uint_eq(fake_web.asked, 1);
	ck_assert(!token.asked);
	ck_assert(token.cached);
	ck_assert_int_eq(stat(cache, &status), 0);
	ck_assert_uint_eq(status.st_mode & 07777, 0600);
}
END_TEST

START_TEST(the_cache_has_no_secret_of_the_client)
{
	char text[8192];

	begin(SECRET);
	ck_assert_int_eq(get(false), 0);
	read_text(cache, text, sizeof(text));
	ck_assert_ptr_nonnull(strstr(text, "access_token = first-token\n"));
	ck_assert_ptr_null(strstr(text, "s3cr3t"));
}
END_TEST

START_TEST(another_session_of_the_check_asks_nobody)
{
	begin(SECRET "\nrenew_before=7200");
	ck_assert_int_eq(get(false), 0);
	remove_file("cache");
	ck_assert_int_eq(get(false), 0);
	expect_token("first-token");
	ck_assert_uint_eq(fake_web.asked, 1);
	ck_assert(!token.asked);
	ck_assert(!token.cached);
}
END_TEST

START_TEST(a_token_is_renewed_before_its_end)
{
	begin(SECRET);
	ck_assert_int_eq(get(false), 0);
	age(2990);
	begin(SECRET);
	ck_assert_int_eq(get(false), 0);
	expect_token("first-token");
	age(20);
	begin(SECRET);
	ck_assert_int_eq(get(false), 0);
	expect_token("second-token");
	ck_assert(!token.cached);
}
END_TEST

START_TEST(a_living_token_makes_a_passing_failure_a_note)
{
	static const struct {
		const struct fake_answer *answer;
		const char *note;
	} rows[] = {
		{ &busy, "503 without an OAuth error" },
		{ &throttled, "429 without an OAuth error" },
		{ &silent, "no answer in time" },
	};

	begin(SECRET);
	ck_assert_int_eq(get(false), 0);
	age(3100);
	answers(rows[_i].answer);
	begin(SECRET);
	ck_assert_int_eq(get(false), 0);
	expect_token("first-token");
	ck_assert(token.cached);
	ck_assert(token.asked);
	ck_assert_ptr_nonnull(strstr(token.note, "not renewed: "));
	ck_assert_ptr_nonnull(strstr(token.note, rows[_i].note));
	/* The session needs time, too. */
	ck_assert_double_le(fake_web.seconds, 5.1);
}
END_TEST

START_TEST(a_dead_token_does_not_help)
{
	begin(SECRET);
	ck_assert_int_eq(get(false), 0);
	age(3601);
	answers(&busy);
	begin(SECRET);
	ck_assert_int_eq(get(false), -1);
	ck_assert_int_eq(error.kind, ERROR_RETRY);
	ck_assert_int_eq(error.code, 503);
	ck_assert_uint_eq(token.secret.len, 0);
	ck_assert(token.asked);
}
END_TEST

START_TEST(a_living_token_does_not_excuse_a_refusal)
{
	const struct fake_answer *const rows[] = { &refuses, &stranger };

	begin(SECRET);
	ck_assert_int_eq(get(false), 0);
	age(3100);
	answers(rows[_i]);
	begin(SECRET);
	ck_assert_int_eq(get(false), -1);
	ck_assert_int_eq(
	    error.kind, _i == 0 ? ERROR_REJECTED : ERROR_CERTIFICATE);
}
END_TEST

START_TEST(a_refusal_is_remembered_for_a_minute)
{
	answers(&refuses);
	begin(SECRET);
	ck_assert_int_eq(get(false), -1);
	ck_assert_str_eq(
	    error.text, "401 invalid_client: AADSTS7000222: It is expired");
	age(20);
	begin(SECRET);
	ck_assert_int_eq(get(false), -1);
	ck_assert_uint_eq(fake_web.asked, 1);
	ck_assert(!token.asked);
	ck_assert_int_eq(error.kind, ERROR_REJECTED);
	ck_assert_int_eq(error.code, 401);
	ck_assert_ptr_nonnull(strstr(error.text,
	    "401 invalid_client: AADSTS7000222: It is expired (answered 2"));
	ck_assert_ptr_nonnull(strstr(error.said, "AADSTS7000222"));
	age(41);
	begin(SECRET);
	ck_assert_int_eq(get(false), -1);
	ck_assert_uint_eq(fake_web.asked, 2);
}
END_TEST

START_TEST(a_refusal_of_another_secret_is_forgotten)
{
	answers(&refuses);
	begin(SECRET);
	ck_assert_int_eq(get(false), -1);
	answers(tokens);
	begin("client_secret=better");
	ck_assert_int_eq(get(false), 0);
	expect_token("first-token");
}
END_TEST

START_TEST(a_fault_of_the_server_is_not_remembered)
{
	answers(&busy);
	begin(SECRET);
	ck_assert_int_eq(get(false), -1);
	answers(tokens);
	begin(SECRET);
	ck_assert_int_eq(get(false), 0);
	expect_token("first-token");
}
END_TEST

START_TEST(a_source_with_other_content_gets_no_old_token)
{
	static const char *const others[] = { "client_secret=other",
		SECRET "\nscope=x", SECRET "\nparam.a=b",
		SECRET "\nauth_style=basic" };

	begin(SECRET);
	ck_assert_int_eq(get(false), 0);
	begin(others[_i]);
	ck_assert_int_eq(get(false), 0);
	expect_token("second-token");
}
END_TEST

START_TEST(a_refused_token_is_dropped)
{
	begin(SECRET);
	ck_assert_int_eq(get(false), 0);
	begin(SECRET);
	ck_assert_int_eq(get(false), 0);
	ck_assert_int_eq(get(true), 0);
	expect_token("second-token");
	ck_assert(!token.cached);
	begin(SECRET);
	ck_assert_int_eq(get(false), 0);
	expect_token("second-token");
	ck_assert_uint_eq(fake_web.asked, 2);
}
END_TEST

START_TEST(a_refused_token_does_not_come_back)
{
	begin(SECRET);
	ck_assert_int_eq(get(false), 0);
	answers(&busy);
	ck_assert_int_eq(get(true), -1);
	ck_assert_int_eq(error.kind, ERROR_RETRY);
	begin(SECRET);
	ck_assert_int_eq(get(false), -1);
	ck_assert_int_eq(error.kind, ERROR_RETRY);
}
END_TEST

/* Of two sessions with the same token, one has it renewed already. */
START_TEST(a_newer_token_is_not_dropped)
{
	struct buf before = BUF_SECRET(TOKEN_LIMIT);

	begin(SECRET);
	ck_assert_int_eq(get(false), 0);
	(void)buf_puts(&before, buf_string(&token.secret));
	ck_assert_int_eq(get(true), 0);
	expect_token("second-token");
	ck_assert_int_eq(token_get(source, &before, deadline_in(10), &redact,
			     &token, &error),
	    0);
	expect_token("second-token");
	/* So it is in another check. */
	begin(SECRET);
	ck_assert_int_eq(token_get(source, &before, deadline_in(10), &redact,
			     &token, &error),
	    0);
	expect_token("second-token");
	ck_assert_uint_eq(fake_web.asked, 2);
	buf_free(&before);
}
END_TEST

START_TEST(a_clock_that_was_set_back_ends_a_token)
{
	begin(SECRET);
	ck_assert_int_eq(get(false), 0);
	age(-100);
	begin(SECRET);
	ck_assert_int_eq(get(false), 0);
	expect_token("second-token");
}
END_TEST

START_TEST(a_cache_that_makes_no_sense_is_ignored)
{
	static const char *const texts[] = { "\xff\xfe garbage",
		"[token]\nsource\n", "[token]\nsource =\n", "", "\0" };
	char text[8192];

	begin(SECRET);
	ck_assert_int_eq(get(false), 0);
	write_file(cache, texts[_i]);
	begin(SECRET);
	ck_assert_int_eq(get(false), 0);
	expect_token("second-token");
	read_text(cache, text, sizeof(text));
	ck_assert_ptr_nonnull(strstr(text, "access_token = second-token\n"));
}
END_TEST

START_TEST(a_cache_with_a_hostile_value_is_ignored)
{
	static const struct {
		const char *name, *value;
	} rows[] = {
		{ "access_token", "a b" },
		{ "access_token", "\x1b[31m" },
		{ "access_token", "" },
		{ "expires", "99999999999" },
		{ "expires", "1" },
		{ "expires", "x" },
		{ "obtained", "-5" },
	};
	static char text[8192], again[16384];
	char wanted[32];
	char *at;

	begin(SECRET);
	ck_assert_int_eq(get(false), 0);
	read_text(cache, text, sizeof(text));
	(void)snprintf(wanted, sizeof(wanted), "%s = ", rows[_i].name);
	at = strstr(text, wanted);
	ck_assert_ptr_nonnull(at);
	(void)snprintf(again, sizeof(again), "%.*s%s%s%s", (int)(at - text),
	    text, wanted, rows[_i].value, at + strcspn(at, "\n"));
	write_file(cache, again);
	begin(SECRET);
	ck_assert_int_eq(get(false), 0);
	expect_token("second-token");
	ck_assert_ptr_nonnull(strstr(
	    token.note, "/cache: its content makes no sense, and is ignored"));
}
END_TEST

START_TEST(half_a_cache_is_ignored)
{
	struct stat status;

	begin(SECRET);
	ck_assert_int_eq(get(false), 0);
	ck_assert_int_eq(stat(cache, &status), 0);
	/* The token stands at the end. */
	ck_assert_int_eq(truncate(cache, status.st_size - 4), 0);
	begin(SECRET);
	ck_assert_int_eq(get(false), 0);
	expect_token("second-token");
}
END_TEST

START_TEST(a_huge_cache_is_ignored)
{
	begin(SECRET);
	ck_assert_int_eq(get(false), 0);
	ck_assert_int_eq(truncate(cache, (off_t)1 << 40), 0);
	begin(SECRET);
	ck_assert_int_eq(get(false), 0);
	expect_token("second-token");
	ck_assert_ptr_nonnull(strstr(token.note, "it is too long"));
}
END_TEST

START_TEST(a_cache_that_others_may_read_is_replaced)
{
	struct stat status;

	begin(SECRET);
	ck_assert_int_eq(get(false), 0);
	ck_assert_int_eq(chmod(cache, 0644), 0);
	begin(SECRET);
	ck_assert_int_eq(get(false), 0);
	expect_token("second-token");
	ck_assert_ptr_nonnull(
	    strstr(token.note, "others may read or write it, and is ignored"));
	ck_assert_int_eq(stat(cache, &status), 0);
	ck_assert_uint_eq(status.st_mode & 07777, 0600);
}
END_TEST

START_TEST(a_cache_that_is_no_file_of_ours_is_an_error)
{
	char victim[160];
	struct stat status;

	(void)snprintf(victim, sizeof(victim), "%s/link", folder);
	begin(SECRET);
	if (_i == 0) {
		write_file(victim, "precious");
		ck_assert_int_eq(symlink(victim, cache), 0);
	} else if (_i == 1)
		ck_assert_int_eq(mkfifo(cache, 0600), 0);
	else {
		if (geteuid() != 0)
			return;
		write_file(cache, "");
		ck_assert_int_eq(chown(cache, 65534, 65534), 0);
	}
	ck_assert_int_eq(get(false), -1);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	ck_assert_ptr_nonnull(strstr(error.text, "/cache: "));
	ck_assert_uint_eq(fake_web.asked, 0);
	if (_i == 0) {
		ck_assert_int_eq(stat(victim, &status), 0);
		ck_assert_int_eq(status.st_size, 8);
	}
}
END_TEST

START_TEST(a_cache_that_is_given_up_is_not_written)
{
	struct token_cache own = { .path = BUF_INIT(200) };
	struct token_entry entry;
	struct buf note = BUF_INIT(200);

	begin(SECRET);
	ck_assert_int_eq(symlink("/dev/null", cache), 0);
	(void)buf_puts(&own.path, cache);
	own.locked = open("/dev/null", O_RDWR | O_CLOEXEC);
	token_entry_init(&entry);
	ck_assert_int_eq(
	    token_cache_read(&own, source, &entry, &note, &error), 0);
	ck_assert_str_eq(
	    buf_string(&note), "no cache: a symbolic link is not followed");
	ck_assert_uint_eq(own.path.len, 0);
	ck_assert_int_eq(own.locked, -1);
	token_entry_free(&entry);
	token_cache_close(&own);
	buf_free(&note);
}
END_TEST

START_TEST(without_a_cache_each_check_asks)
{
	(void)snprintf(cache, sizeof(cache), "none");
	begin(SECRET);
	ck_assert_int_eq(get(false), 0);
	ck_assert_int_eq(get(false), 0);
	ck_assert_uint_eq(fake_web.asked, 1);
	begin(SECRET);
	ck_assert_int_eq(get(false), 0);
	expect_token("second-token");
}
END_TEST

static int blocker = -1;

static void
block_cache(void)
{
	blocker = open(cache, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	ck_assert_int_eq(flock(blocker, LOCK_EX | LOCK_NB), 0);
}

START_TEST(a_check_waits_for_another_until_its_deadline)
{
	begin(SECRET);
	block_cache();
	error_clear(&error);
	ck_assert_int_eq(
	    token_get(source, NULL, deadline_in(0.1), &redact, &token, &error),
	    -1);
	ck_assert_int_eq(error.kind, ERROR_TIMEOUT);
	ck_assert_ptr_nonnull(strstr(error.text, "another check still has "));
	ck_assert_uint_eq(fake_web.asked, 0);
	(void)close(blocker);
}
END_TEST

START_TEST(a_young_token_needs_no_lock)
{
	begin(SECRET);
	ck_assert_int_eq(get(false), 0);
	block_cache();
	begin(SECRET);
	ck_assert_int_eq(get(false), 0);
	expect_token("first-token");
	(void)close(blocker);
}
END_TEST

static void
answer_slowly(void)
{
	static const struct timespec pause = { .tv_nsec = 100000000 };

	(void)nanosleep(&pause, NULL);
}

static const struct fake_answer slow = {
	.status = 200,
	.body = "{\"access_token\":\"first-token\",\"expires_in\":3600}",
	.meanwhile = answer_slowly,
};

START_TEST(checks_at_the_same_time_ask_once)
{
	pid_t children[24];
	int status, asked = 0;

	answers(&slow);
	begin(SECRET);
	for (size_t i = 0; i < 24; i++) {
		children[i] = fork();
		if (children[i] == 0)
			_exit(
			    get(false) == 0 && strcmp(buf_string(&token.secret),
						   "first-token") == 0
				? (int)fake_web.asked
				: 99);
	}
	for (size_t i = 0; i < 24; i++) {
		ck_assert_int_eq(waitpid(children[i], &status, 0), children[i]);
		ck_assert(WIFEXITED(status));
		ck_assert_int_le(WEXITSTATUS(status), 1);
		asked += WEXITSTATUS(status);
	}
	ck_assert_int_eq(asked, 1);
}
END_TEST

/* --- Refresh tokens ---------------------------------------------------------
 */

static const struct fake_answer rotates = {
	.status = 200,
	.body = "{\"access_token\":\"first-token\",\"expires_in\":3600,"
		"\"refresh_token\":\"refresh-2\"}",
};

static char refresh[160], key[256];

static void
use_refresh_token(mode_t mode)
{
	(void)snprintf(refresh, sizeof(refresh), "%s/refresh", folder);
	(void)snprintf(key, sizeof(key),
	    "grant=refresh_token\nrefresh_token_file=%s", refresh);
	write_file(refresh, "refresh-1\n");
	ck_assert_int_eq(chmod(refresh, mode), 0);
	begin(key);
}

START_TEST(a_new_refresh_token_replaces_the_old_one)
{
	char text[100];
	struct stat status;

	use_refresh_token(0440);
	answers(&rotates);
	ck_assert_int_eq(get(false), 0);
	ck_assert_str_eq(fake_web.form,
	    "grant_type=refresh_token&client_id=c%20l&refresh_token=refresh-1");
	read_text(refresh, text, sizeof(text));
	ck_assert_str_eq(text, "refresh-2\n");
	ck_assert_int_eq(stat(refresh, &status), 0);
	ck_assert_uint_eq(status.st_mode & 07777, 0440);
	/* The access token does not depend on it. */
	begin(key);
	ck_assert_int_eq(get(false), 0);
	ck_assert_uint_eq(fake_web.asked, 1);
}
END_TEST

START_TEST(a_refresh_token_behind_a_link_is_replaced_there)
{
	char text[100], link[200], behind[300];
	struct stat status;

	use_refresh_token(0600);
	(void)snprintf(link, sizeof(link), "%s/link", folder);
	ck_assert_int_eq(symlink(refresh, link), 0);
	(void)snprintf(behind, sizeof(behind),
	    "grant=refresh_token\nrefresh_token_file=%s", link);
	begin(behind);
	answers(&rotates);
	ck_assert_int_eq(get(false), 0);
	read_text(refresh, text, sizeof(text));
	ck_assert_str_eq(text, "refresh-2\n");
	ck_assert_int_eq(lstat(link, &status), 0);
	ck_assert(S_ISLNK(status.st_mode));
}
END_TEST

START_TEST(a_refresh_token_goes_into_the_old_file_if_there_can_be_no_new_one)
{
	char blocking[200], text[200];

	/* A directory stands where the new file would be written. */
	use_refresh_token(0600);
	(void)snprintf(blocking, sizeof(blocking), "%s.new", refresh);
	ck_assert_int_eq(mkdir(blocking, 0700), 0);
	answers(&rotates);
	ck_assert_int_eq(get(false), 0);
	read_text(refresh, text, sizeof(text));
	ck_assert_str_eq(text, "refresh-2\n");
	ck_assert_int_eq(rmdir(blocking), 0);
}
END_TEST

START_TEST(a_refresh_token_that_cannot_be_kept_is_told)
{
	struct rlimit limit, none;
	struct buf text = BUF_INIT(200);

	use_refresh_token(0600);
	ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
	none = (struct rlimit){ 0, limit.rlim_max };
	(void)signal(SIGXFSZ, SIG_IGN);
	answers(&rotates);
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &none), 0);
	ck_assert_int_eq(get(false), -1);
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	ck_assert_ptr_nonnull(strstr(error.text,
	    "the server has given a new refresh token, which is lost: "));
	ck_assert_ptr_null(strstr(error.text, "refresh-2"));
	(void)buf_puts(&text, "refresh-1 refresh-2");
	redact_apply(&redact, &text);
	ck_assert_str_eq(buf_string(&text), "**** ****");
	buf_free(&text);
}
END_TEST

/* Root may write everywhere, so another user gets the token. */
#define NOBODY 65534

static bool
asks_in_vain(void)
{
	if (geteuid() == 0 && (setgid(NOBODY) == -1 || setuid(NOBODY) == -1))
		return false;
	return get(false) == -1 && error.kind == ERROR_USAGE &&
	       strstr(error.text,
		   "/refresh could not be replaced by a new refresh token: ") !=
		   NULL;
}

START_TEST(a_refresh_token_that_could_not_be_kept_is_not_spent)
{
	pid_t child;
	int status;

	(void)snprintf(cache, sizeof(cache), "none");
	use_refresh_token(0400);
	if (geteuid() == 0)
		ck_assert_int_eq(chown(refresh, NOBODY, NOBODY), 0);
	ck_assert_int_eq(chmod(folder, 0555), 0);
	child = fork();
	if (child == 0)
		_exit(asks_in_vain() && fake_web.asked == 0 ? 0 : 1);
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_int_eq(chmod(folder, 0700), 0);
	ck_assert_int_eq(status, 0);
}
END_TEST

START_TEST(a_new_login_ends_the_memory_of_a_refusal)
{
	use_refresh_token(0600);
	answers(&refuses);
	ck_assert_int_eq(get(false), -1);
	begin(key);
	ck_assert_int_eq(get(false), -1);
	ck_assert_uint_eq(fake_web.asked, 1);
	write_file(refresh, "refresh-3\n");
	answers(tokens);
	begin(key);
	ck_assert_int_eq(get(false), 0);
	ck_assert_ptr_nonnull(
	    strstr(fake_web.form, "&refresh_token=refresh-3"));
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("token");
	TCase *tests = tcase_create("token");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, a_token_is_asked_for_with_the_secret_in_the_form);
	tcase_add_test(tests, the_secret_goes_by_basic_authentication);
	tcase_add_test(tests, what_is_received_is_hidden);
	tcase_add_test(tests, a_cached_token_is_used_by_the_next_check);
	tcase_add_test(tests, the_cache_has_no_secret_of_the_client);
	tcase_add_test(tests, another_session_of_the_check_asks_nobody);
	tcase_add_test(tests, a_token_is_renewed_before_its_end);
	tcase_add_loop_test(
	    tests, a_living_token_makes_a_passing_failure_a_note, 0, 3);
	tcase_add_test(tests, a_dead_token_does_not_help);
	tcase_add_loop_test(
	    tests, a_living_token_does_not_excuse_a_refusal, 0, 2);
	tcase_add_test(tests, a_refusal_is_remembered_for_a_minute);
	tcase_add_test(tests, a_refusal_of_another_secret_is_forgotten);
	tcase_add_test(tests, a_fault_of_the_server_is_not_remembered);
	tcase_add_loop_test(
	    tests, a_source_with_other_content_gets_no_old_token, 0, 4);
	tcase_add_test(tests, a_refused_token_is_dropped);
	tcase_add_test(tests, a_refused_token_does_not_come_back);
	tcase_add_test(tests, a_newer_token_is_not_dropped);
	tcase_add_test(tests, a_clock_that_was_set_back_ends_a_token);
	tcase_add_loop_test(
	    tests, a_cache_that_makes_no_sense_is_ignored, 0, 5);
	tcase_add_loop_test(
	    tests, a_cache_with_a_hostile_value_is_ignored, 0, 7);
	tcase_add_test(tests, half_a_cache_is_ignored);
	tcase_add_test(tests, a_huge_cache_is_ignored);
	tcase_add_test(tests, a_cache_that_others_may_read_is_replaced);
	tcase_add_loop_test(
	    tests, a_cache_that_is_no_file_of_ours_is_an_error, 0, 3);
	tcase_add_test(tests, a_cache_that_is_given_up_is_not_written);
	tcase_add_test(tests, without_a_cache_each_check_asks);
	tcase_add_test(tests, a_check_waits_for_another_until_its_deadline);
	tcase_add_test(tests, a_young_token_needs_no_lock);
	tcase_add_test(tests, checks_at_the_same_time_ask_once);
	tcase_add_test(tests, a_new_refresh_token_replaces_the_old_one);
	tcase_add_test(tests, a_refresh_token_behind_a_link_is_replaced_there);
	tcase_add_test(tests, a_refresh_token_that_cannot_be_kept_is_told);
	tcase_add_test(tests,
	    a_refresh_token_goes_into_the_old_file_if_there_can_be_no_new_one);
	tcase_add_test(
	    tests, a_refresh_token_that_could_not_be_kept_is_not_spent);
	tcase_add_test(tests, a_new_login_ends_the_memory_of_a_refusal);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
