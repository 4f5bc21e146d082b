#include "token_explain.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "unit.h"

static struct error error;
static char folder[64];
static const char *const names[] = { "ini", "secret", "curl", "heard", "args",
	"sheet" };

static void
name_file(char path[128], const char *name)
{
	(void)snprintf(path, 128, "%s/%s", folder, name);
}

static void
write_file(const char *name, const char *text, mode_t mode)
{
	char path[128];
	FILE *file;

	name_file(path, name);
	file = fopen(path, "we");
	ck_assert_ptr_nonnull(file);
	(void)fputs(text, file);
	(void)fclose(file);
	ck_assert_int_eq(chmod(path, mode), 0);
}

/* A curl that keeps its arguments and what it is fed with. */
static void
set_up(void)
{
	char text[512];

	(void)snprintf(folder, sizeof(folder), "/tmp/test_explain.XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	(void)snprintf(text, sizeof(text),
	    "#!/bin/sh\ncat >%s/heard\nprintf '%%s\\n' \"$@\" >%s/args\n",
	    folder, folder);
	write_file("curl", text, 0700);
	write_file("secret", "s3cr3t\n", 0600);
}

static void
tear_down(void)
{
	char path[128];

	for (int i = 0; i < ROWS_OF(names); i++) {
		name_file(path, names[i]);
		(void)unlink(path);
	}
	ck_assert_int_eq(rmdir(folder), 0);
}

static const char *
read_text(const char *name)
{
	static char text[16384];
	char path[128];
	FILE *file;
	size_t n;

	name_file(path, name);
	file = fopen(path, "re");
	ck_assert_ptr_nonnull(file);
	n = fread(text, 1, sizeof(text) - 1, file);
	text[n] = '\0';
	(void)fclose(file);
	return text;
}

/* Does what the sheet says. */
static void
follow(const char *ini)
{
	struct buf sheet = BUF_INIT((size_t)64 * 1024);
	struct token_source *source;
	char path[128];
	bool readable;
	int status;
	pid_t child;

	write_file("ini", ini, 0600);
	name_file(path, "ini");
	source = token_source_read(path, &readable, &error);
	ck_assert_msg(source != NULL, "%s", error.text);
	token_source_explain(source, &sheet);
	token_source_free(source);
	ck_assert_ptr_null(strstr(buf_string(&sheet), "s3cr3t"));
	write_file("sheet", buf_string(&sheet), 0600);
	buf_free(&sheet);
	child = fork();
	if (child == 0) {
		char paths[256];

		if (chdir(folder) == -1)
			_exit(126);
		(void)snprintf(
		    paths, sizeof(paths), "%s:%s", folder, getenv("PATH"));
		(void)setenv("PATH", paths, 1);
		(void)execl("/bin/sh", "sh", "-e", "sheet", (char *)NULL);
		_exit(127);
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_int_eq(status, 0);
}

#define OWN "[oauth]\ntoken_endpoint=https://id.example/t\nclient_id=c l\n"

static const struct {
	const char *ini, *file;
	const char *args, *heard;
} rows[] = {
	{ OWN "client_secret_file=%s/secret\nscope=a b\nparam.r=https://r/\n",
	    "secret",
	    "--silent\n--config\n-\n--data-urlencode\ngrant_type="
	    "client_credentials\n--data-urlencode\nclient_id=c l\n"
	    "--data-urlencode\nscope=a b\n--data-urlencode\nr=https://r/\n"
	    "https://id.example/t\n",
	    "data-urlencode = \"client_secret=s3cr3t\"\n" },
	{ OWN " client_secret = s3cr3t\nparam.password=s3cr3t2\n"
	      "proxy=http://p:1\nca_file=/etc/passwd\n",
	    "",
	    "--silent\n--config\n-\n--data-urlencode\ngrant_type="
	    "client_credentials\n--data-urlencode\nclient_id=c l\n"
	    "--proxy\nhttp://p:1\n--cacert\n/etc/passwd\n"
	    "https://id.example/t\n",
	    "data-urlencode = \"client_secret=s3cr3t\"\n"
	    "data-urlencode = \"password=s3cr3t2\"\n" },
	{ OWN "client_secret_file=%s/secret\nproxy = http://u:s3cr3t2@p:1\n",
	    "secret",
	    "--silent\n--config\n-\n--data-urlencode\ngrant_type="
	    "client_credentials\n--data-urlencode\nclient_id=c l\n"
	    "https://id.example/t\n",
	    "data-urlencode = \"client_secret=s3cr3t\"\n"
	    "proxy = \"http://u:s3cr3t2@p:1\"\n" },
	{ OWN "client_secret_file=%s/secret\nauth_style=basic\n", "secret",
	    "--silent\n--config\n-\n--data-urlencode\ngrant_type="
	    "client_credentials\nhttps://id.example/t\n",
	    "user = \"c l:s3cr3t\"\n" },
	{ OWN "grant=refresh_token\nrefresh_token_file=%s/secret\n", "secret",
	    "--silent\n--config\n-\n--data-urlencode\ngrant_type="
	    "refresh_token\n--data-urlencode\nclient_id=c l\n"
	    "https://id.example/t\n",
	    "data-urlencode = \"refresh_token=s3cr3t\"\n" },
	/* curl ends a value at a quote, and reads escapes. */
	{ OWN "client_secret = s3cr3t\"\\x\n", "",
	    "--silent\n--config\n-\n--data-urlencode\ngrant_type="
	    "client_credentials\n--data-urlencode\nclient_id=c l\n"
	    "https://id.example/t\n",
	    "data-urlencode = \"client_secret=s3cr3t\\\"\\\\x\"\n" },
};

START_TEST(the_request_by_hand_is_that_of_the_plugin)
{
	char ini[1024];

	/* Only some of them have a file. */
	if (rows[_i].file[0] == '\0')
		(void)snprintf(ini, sizeof(ini), "%s", rows[_i].ini);
	else {
		const char *at = strstr(rows[_i].ini, "%s");

		(void)snprintf(ini, sizeof(ini), "%.*s%s%s",
		    (int)(at - rows[_i].ini), rows[_i].ini, folder, at + 2);
	}
	follow(ini);
	ck_assert_str_eq(read_text("args"), rows[_i].args);
	ck_assert_str_eq(read_text("heard"), rows[_i].heard);
}
END_TEST

START_TEST(the_assertion_by_hand_is_whole)
{
	char ini[1024];
	const char *heard;

	(void)snprintf(ini, sizeof(ini), OWN "client_certificate=%s/rsa.pem\n",
	    getenv("CERTS"));
	follow(ini);
	heard = read_text("heard");
	ck_assert_int_eq(
	    strncmp(heard, "data-urlencode = \"client_assertion=eyJ", 38), 0);
	/* Header, claims, and the signature of 256 bytes. */
	ck_assert_ptr_nonnull(strstr(heard, ".eyJ"));
	ck_assert_uint_eq(strlen(strrchr(heard, '.')), 1 + 342 + 2);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("token_explain");
	TCase *tests = tcase_create("token_explain");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_loop_test(
	    tests, the_request_by_hand_is_that_of_the_plugin, 0, ROWS_OF(rows));
	tcase_add_test(tests, the_assertion_by_hand_is_whole);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
