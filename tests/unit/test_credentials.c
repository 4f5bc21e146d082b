#include "credentials.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "secret_file.h"
#include "unit.h"

static struct buf secret = BUF_SECRET(CREDENTIALS_LIMIT);
static struct error error;
static char path[] = "/tmp/test_credentials.XXXXXX";
static bool readable;

static void
set_up(void)
{
	int fd = mkstemp(path);

	ck_assert_int_ne(fd, -1);
	(void)close(fd);
}

static void
tear_down(void)
{
	(void)unlink(path);
	buf_free(&secret);
}

static void
fill(const char *bytes, size_t len)
{
	int fd = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC);

	ck_assert_int_eq(write(fd, bytes, len), (ssize_t)len);
	(void)close(fd);
}

/* A file, and the secret in it; NULL: it is refused. */
static const struct {
	const char *bytes;
	size_t len;
	const char *secret;
} files[] = {
	{ "swordfish\n", 10, "swordfish" },
	{ "swordfish", 9, "swordfish" },
	{ "swordfish\r\n", 11, "swordfish" },
	{ "swordfish\n\n", 11, "swordfish" },
	{ "sword\nfish\n", 11, "sword" },
	{ "sword\n\0\r", 8, "sword" },
	{ " sword fish \t\n", 14, " sword fish \t" },
	{ "gr\xc3\xbc\xc3\x9f", 6, "gr\xc3\xbc\xc3\x9f" },
	{ "", 0, NULL },
	{ "\n", 1, NULL },
	{ "\r\n", 2, NULL },
	{ "\nswordfish", 10, NULL },
	{ "sword\0fish\n", 11, NULL },
	{ "\0\n", 2, NULL },
	{ "sword\rfish\n", 11, NULL },
	{ "swordfish\r\r\n", 12, NULL },
	{ "swordfish\r", 10, NULL },
};

START_TEST(credentials_file_gives_its_first_line)
{
	const char *wanted = files[_i].secret;

	fill(files[_i].bytes, files[_i].len);
	ck_assert_int_eq(credentials_file(&secret, path, &readable, &error),
	    wanted == NULL ? -1 : 0);
	if (wanted == NULL)
		ck_assert_int_eq(error.kind, ERROR_USAGE);
	else
		ck_assert_str_eq(buf_string(&secret), wanted);
}
END_TEST

START_TEST(credentials_from_standard_input_are_the_same)
{
	const char *wanted = files[_i].secret;
	int fd;

	fill(files[_i].bytes, files[_i].len);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	ck_assert_int_eq(dup2(fd, STDIN_FILENO), STDIN_FILENO);
	readable = true;
	ck_assert_int_eq(credentials_file(&secret, "-", &readable, &error),
	    wanted == NULL ? -1 : 0);
	ck_assert(!readable);
	if (wanted != NULL)
		ck_assert_str_eq(buf_string(&secret), wanted);
}
END_TEST

START_TEST(credentials_error_does_not_show_the_secret)
{
	fill("xyzzy\rplugh\n", 12);
	ck_assert_int_eq(
	    credentials_file(&secret, path, &readable, &error), -1);
	ck_assert_ptr_null(strstr(error.text, "xyzzy"));
}
END_TEST

START_TEST(credentials_file_looks_at_who_may_read_and_write_it)
{
	static const struct {
		mode_t mode;
		int rc;
		bool readable;
	} rows[] = {
		{ 0600, 0, false },
		{ 0400, 0, false },
		{ 0640, 0, false },
		{ 0660, -1, false },
		{ 0620, -1, false },
		{ 0644, 0, true },
		{ 0602, -1, false },
		{ 0666, -1, false },
	};
	bool key_readable;

	fill("swordfish\n", 10);
	for (int i = 0; i < ROWS_OF(rows); i++) {
		buf_clear(&secret);
		error_clear(&error);
		ck_assert_int_eq(chmod(path, rows[i].mode), 0);
		ck_assert_int_eq(
		    credentials_file(&secret, path, &readable, &error),
		    rows[i].rc);
		ck_assert_int_eq(readable, rows[i].readable);
		if (rows[i].rc == -1)
			ck_assert_int_eq(error.kind, ERROR_USAGE);
		ck_assert_int_eq(
		    secret_file_check(path, &key_readable, &error), rows[i].rc);
		ck_assert_int_eq(key_readable, rows[i].readable);
	}
}
END_TEST

START_TEST(credentials_file_says_how_to_take_the_right_to_write)
{
	static const struct {
		mode_t mode;
		const char *said;
	} rows[] = {
		{ 0620, ": its group may write this file (chmod g-w)" },
		{ 0602, ": others may write this file (chmod o-w)" },
		{ 0622, ": others may write this file (chmod go-w)" },
	};

	ck_assert_int_eq(chmod(path, rows[_i].mode), 0);
	ck_assert_int_eq(
	    credentials_file(&secret, path, &readable, &error), -1);
	ck_assert_str_eq(error.text + strlen(path), rows[_i].said);
}
END_TEST

#define NOBODY 65534
#define SOMEBODY 54321

/* Only root can give a file away, and become another user. */
static bool
give_away(uid_t owner)
{
	if (geteuid() != 0)
		return false;
	fill("swordfish\n", 10);
	ck_assert_int_eq(chmod(path, 0644), 0);
	ck_assert_int_eq(chown(path, owner, owner), 0);
	return true;
}

static void
become_nobody(void)
{
	ck_assert_int_eq(setresgid(NOBODY, NOBODY, NOBODY), 0);
	ck_assert_int_eq(setresuid(NOBODY, NOBODY, NOBODY), 0);
}

START_TEST(credentials_file_belongs_to_root_or_to_this_user)
{
	static const struct {
		uid_t owner;
		int rc;
	} rows[] = {
		{ 0, 0 },
		{ NOBODY, 0 },
		{ SOMEBODY, -1 },
	};

	if (!give_away(rows[_i].owner))
		return;
	become_nobody();
	ck_assert_int_eq(
	    credentials_file(&secret, path, &readable, &error), rows[_i].rc);
	if (rows[_i].rc == -1)
		ck_assert_ptr_nonnull(strstr(error.text,
		    ": this file belongs to 54321, but the plugin runs as "
		    "nobody (chown nobody, or run it as 54321)"));
}
END_TEST

START_TEST(credentials_systemd_may_belong_to_anybody)
{
	if (!give_away(SOMEBODY))
		return;
	ck_assert_int_eq(setenv("CREDENTIALS_DIRECTORY", "/tmp", 1), 0);
	become_nobody();
	ck_assert_int_eq(credentials_systemd(&secret, "--password-credential",
			     path + strlen("/tmp/"), &error),
	    0);
	ck_assert_str_eq(buf_string(&secret), "swordfish");
}
END_TEST

START_TEST(credentials_file_names_the_file_that_it_cannot_read)
{
	static const char *const paths[] = { "/nonexistent/secret", "/tmp" };

	ck_assert_int_eq(
	    credentials_file(&secret, paths[_i], &readable, &error), -1);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	ck_assert_ptr_nonnull(strstr(error.text, paths[_i]));
}
END_TEST

/* A line of so many bytes, and what comes behind it. */
static void
fill_long(size_t len, const char *behind)
{
	static char bytes[CREDENTIALS_LIMIT * 3];

	memset(bytes, 'x', len);
	(void)snprintf(bytes + len, sizeof(bytes) - len, "%s", behind);
	fill(bytes, strlen(bytes));
}

START_TEST(credentials_file_takes_a_line_as_long_as_the_limit)
{
	static const char *const behind[] = { "", "\n", "\r\n",
		"\nsecond line\n" };

	fill_long(CREDENTIALS_LIMIT, behind[_i]);
	ck_assert_int_eq(credentials_file(&secret, path, &readable, &error), 0);
	ck_assert_uint_eq(secret.len, CREDENTIALS_LIMIT);
}
END_TEST

START_TEST(credentials_file_refuses_a_line_longer_than_the_limit)
{
	static const size_t lengths[] = { CREDENTIALS_LIMIT + 1,
		CREDENTIALS_LIMIT * 2 };

	fill_long(lengths[_i], "\n");
	ck_assert_int_eq(
	    credentials_file(&secret, path, &readable, &error), -1);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
}
END_TEST

START_TEST(credentials_file_may_be_long_behind_its_first_line)
{
	static char bytes[CREDENTIALS_LIMIT * 3];

	memset(bytes, 'x', sizeof(bytes));
	memcpy(bytes, "swordfish\n", 10);
	fill(bytes, sizeof(bytes));
	ck_assert_int_eq(credentials_file(&secret, path, &readable, &error), 0);
	ck_assert_str_eq(buf_string(&secret), "swordfish");
}
END_TEST

START_TEST(credentials_argument_is_taken_and_overwritten)
{
	char argument[] = "swordfish";

	ck_assert_int_eq(credentials_argument(&secret, argument, &error), 0);
	ck_assert_str_eq(buf_string(&secret), "swordfish");
	ck_assert_mem_eq(argument, "\0\0\0\0\0\0\0\0\0", 9);
}
END_TEST

START_TEST(credentials_argument_loses_one_line_end)
{
	static const struct {
		const char *given, *taken; /* NULL: it is refused */
	} cases[] = {
		{ "swordfish\n", "swordfish" },
		{ "swordfish\r\n", "swordfish" },
		{ "swordfish\n\n", NULL },
		{ "swordfish\r", NULL },
		{ "\r\n", NULL },
		{ "\n", NULL },
	};
	char argument[16];
	int rc;

	(void)snprintf(argument, sizeof(argument), "%s", cases[_i].given);
	rc = credentials_argument(&secret, argument, &error);
	ck_assert_int_eq(rc, cases[_i].taken == NULL ? -1 : 0);
	if (cases[_i].taken != NULL)
		ck_assert_str_eq(buf_string(&secret), cases[_i].taken);
}
END_TEST

START_TEST(credentials_argument_that_is_refused_is_overwritten_too)
{
	static const char *const bad[] = { "sword\nfish", "sword\rfish" };
	char argument[] = "sword\nfish";

	memcpy(argument, bad[_i], sizeof(argument));
	ck_assert_int_eq(credentials_argument(&secret, argument, &error), -1);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	ck_assert_mem_eq(argument, "\0\0\0\0\0\0\0\0\0\0", 10);
}
END_TEST

START_TEST(credentials_argument_is_neither_empty_nor_too_long)
{
	static char argument[CREDENTIALS_LIMIT + 2];

	ck_assert_int_eq(credentials_argument(&secret, argument, &error), -1);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	error_clear(&error);
	memset(argument, 'x', CREDENTIALS_LIMIT + 1);
	ck_assert_int_eq(credentials_argument(&secret, argument, &error), -1);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	ck_assert_int_eq(argument[0], '\0');
}
END_TEST

START_TEST(credentials_environment_is_taken_and_wiped)
{
	const char *stood;

	ck_assert_int_eq(setenv("TEST_SECRET", "swordfish", 1), 0);
	stood = getenv("TEST_SECRET");
	ck_assert_int_eq(credentials_environment(
			     &secret, "--password-env", "TEST_SECRET", &error),
	    0);
	ck_assert_str_eq(buf_string(&secret), "swordfish");
	ck_assert_ptr_null(getenv("TEST_SECRET"));
	ck_assert_mem_eq(stood, "\0\0\0\0\0\0\0\0\0", 9);
}
END_TEST

START_TEST(credentials_environment_must_be_set_and_not_empty)
{
	(void)unsetenv("TEST_SECRET");
	ck_assert_int_eq(credentials_environment(
			     &secret, "--password-env", "TEST_SECRET", &error),
	    -1);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	ck_assert_ptr_nonnull(strstr(error.text, "TEST_SECRET"));
	error_clear(&error);
	(void)setenv("TEST_SECRET", "", 1);
	ck_assert_int_eq(credentials_environment(
			     &secret, "--password-env", "TEST_SECRET", &error),
	    -1);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
}
END_TEST

START_TEST(credentials_protect_forbids_core_dumps)
{
	struct rlimit limit;

	credentials_protect();
	ck_assert_int_eq(getrlimit(RLIMIT_CORE, &limit), 0);
	ck_assert_uint_eq(limit.rlim_cur, 0);
	ck_assert_uint_eq(limit.rlim_max, 0);
	ck_assert_int_eq(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0), 0);
	(void)prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("credentials");
	TCase *tests = tcase_create("credentials");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_loop_test(
	    tests, credentials_file_gives_its_first_line, 0, ROWS_OF(files));
	tcase_add_loop_test(tests, credentials_from_standard_input_are_the_same,
	    0, ROWS_OF(files));
	tcase_add_test(tests, credentials_error_does_not_show_the_secret);
	tcase_add_test(
	    tests, credentials_file_looks_at_who_may_read_and_write_it);
	tcase_add_loop_test(
	    tests, credentials_file_says_how_to_take_the_right_to_write, 0, 3);
	tcase_add_loop_test(
	    tests, credentials_file_belongs_to_root_or_to_this_user, 0, 3);
	tcase_add_test(tests, credentials_systemd_may_belong_to_anybody);
	tcase_add_loop_test(
	    tests, credentials_file_names_the_file_that_it_cannot_read, 0, 2);
	tcase_add_loop_test(
	    tests, credentials_file_takes_a_line_as_long_as_the_limit, 0, 4);
	tcase_add_loop_test(
	    tests, credentials_file_refuses_a_line_longer_than_the_limit, 0, 2);
	tcase_add_test(
	    tests, credentials_file_may_be_long_behind_its_first_line);
	tcase_add_test(tests, credentials_argument_is_taken_and_overwritten);
	tcase_add_loop_test(
	    tests, credentials_argument_loses_one_line_end, 0, 6);
	tcase_add_loop_test(tests,
	    credentials_argument_that_is_refused_is_overwritten_too, 0, 2);
	tcase_add_test(
	    tests, credentials_argument_is_neither_empty_nor_too_long);
	tcase_add_test(tests, credentials_environment_is_taken_and_wiped);
	tcase_add_test(
	    tests, credentials_environment_must_be_set_and_not_empty);
	tcase_add_test(tests, credentials_protect_forbids_core_dumps);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
