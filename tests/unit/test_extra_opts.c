#include "extra_opts.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit.h"

#define WORDS 16

static char folder[] = "/tmp/test_extra_opts.XXXXXX";
static struct config config;
static struct options options = { .config = &config };
static struct error error;
static char *words[WORDS];
static int count;

static void
in_folder(char path[128], const char *name)
{
	(void)snprintf(path, 128, "%s/%s", folder, name);
}

static void
write_file(const char *name, mode_t mode, const char *text)
{
	char path[128];
	FILE *file;

	in_folder(path, name);
	file = fopen(path, "w");
	ck_assert_ptr_nonnull(file);
	(void)fputs(text, file);
	(void)fclose(file);
	ck_assert_int_eq(chmod(path, mode), 0);
}

static void
set_up(void)
{
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chdir(folder), 0);
	(void)unsetenv("MP_CONFIG_FILE");
	(void)unsetenv("NAGIOS_CONFIG_PATH");
	write_file("a.ini", 0600,
	    "[check_x]\nfqdn=default\n[one]\nfqdn=one\nexpect=a b\n"
	    "[two]\nfqdn=two\nuse-ipv4=\n");
}

static void
tear_down(void)
{
	config_free(&config);
	ck_assert_int_eq(system("rm -f *"), 0);
	(void)rmdir(folder);
}

/* Words that blanks part; "_" is an empty one. */
static int
take(const char *text)
{
	static char line[512];
	char *one, *rest = line;

	(void)snprintf(line, sizeof(line), "%s", text);
	count = 0;
	for (one = strtok_r(line, " ", &rest); one != NULL;
	     one = strtok_r(NULL, " ", &rest))
		words[count++] = strcmp(one, "_") == 0 ? one + 1 : one;
	words[count] = NULL;
	return extra_opts_apply(&options, &count, words, &error);
}

/* The words that are left, with blanks between them. */
static void
expect_words(const char *text)
{
	struct buf left = BUF_INIT(512);

	for (int i = 0; i < count; i++)
		(void)buf_printf(&left, "%s%s", i > 0 ? " " : "", words[i]);
	ck_assert_str_eq(buf_string(&left), text);
	ck_assert_ptr_null(words[count]);
	buf_free(&left);
}

/* A command line; the words left, and what --fqdn has become. */
static const struct {
	const char *line, *left, *fqdn;
} lines[] = {
	{ "check_x -H h", "check_x -H h", NULL },
	{ "check_x --extra-opts=@a.ini -H h", "check_x -H h", "default" },
	{ "/usr/lib/check_x --extra-opts=@a.ini", "/usr/lib/check_x",
	    "default" },
	{ "check_x --extra-opts=one@a.ini", "check_x", "one" },
	{ "check_x --extra-opts one@a.ini -H h", "check_x -H h", "one" },
	{ "check_x -H h --extra-opts two@a.ini", "check_x -H h", "two" },
	/* The last one counts. */
	{ "check_x --extra-opts one@a.ini --extra-opts=two@a.ini", "check_x",
	    "two" },
	{ "check_x --extra-opts=two@a.ini -v --extra-opts one@a.ini x",
	    "check_x -v x", "one" },
	/* A whole word only, and before the end of the options. */
	{ "check_x --extra-optsy", "check_x --extra-optsy", NULL },
	{ "check_x --extra", "check_x --extra", NULL },
	{ "check_x -- --extra-opts=one@a.ini",
	    "check_x -- --extra-opts=one@a.ini", NULL },
};

START_TEST(extra_opts_takes_its_words_out)
{
	ck_assert_msg(take(lines[_i].line) == 0, "%s", error.text);
	expect_words(lines[_i].left);
	if (lines[_i].fqdn == NULL)
		ck_assert_ptr_null(config.target.fqdn);
	else
		ck_assert_str_eq(config.target.fqdn, lines[_i].fqdn);
}
END_TEST

START_TEST(extra_opts_keeps_values_that_outlive_the_file)
{
	ck_assert_int_eq(take("check_x --extra-opts=one@a.ini"), 0);
	ck_assert_str_eq(config.judgement.expect, "a b");
}
END_TEST

START_TEST(extra_opts_without_value_leaves_the_next_option_alone)
{
	ck_assert_int_eq(setenv("MP_CONFIG_FILE", "a.ini", 1), 0);
	ck_assert_int_eq(take("check_x --extra-opts -H h"), 0);
	expect_words("check_x -H h");
	ck_assert_int_eq(take("check_x --extra-opts --hostname h"), 0);
	expect_words("check_x --hostname h");
	ck_assert_int_eq(take("check_x -v --extra-opts"), 0);
	expect_words("check_x -v");
	ck_assert_int_eq(take("check_x --extra-opts _ -v"), 0);
	expect_words("check_x -v");
	ck_assert_str_eq(config.target.fqdn, "default");
}
END_TEST

START_TEST(extra_opts_finds_the_file_where_others_do)
{
	char path[128], list[512];

	write_file("plugins.ini", 0600, "[check_x]\nfqdn=middle\n");
	write_file("nagios-plugins.ini", 0600, "[check_x]\nfqdn=last\n");
	in_folder(path, "");
	(void)snprintf(list, sizeof(list), "/nowhere::%s", path);
	ck_assert_int_eq(setenv("NAGIOS_CONFIG_PATH", list, 1), 0);
	ck_assert_int_eq(take("check_x --extra-opts"), 0);
	ck_assert_str_eq(config.target.fqdn, "middle");
	write_file("monitoring-plugins.ini", 0600, "[check_x]\nfqdn=first\n");
	ck_assert_int_eq(take("check_x --extra-opts"), 0);
	ck_assert_str_eq(config.target.fqdn, "first");
	/* This one comes before, and is meant to be there. */
	ck_assert_int_eq(setenv("MP_CONFIG_FILE", "a.ini", 1), 0);
	ck_assert_int_eq(take("check_x --extra-opts"), 0);
	ck_assert_str_eq(config.target.fqdn, "default");
	ck_assert_int_eq(setenv("MP_CONFIG_FILE", "missing.ini", 1), 0);
	ck_assert_int_eq(take("check_x --extra-opts"), -1);
}
END_TEST

/* One line of a section, and what is said about it; NULL: it is taken. */
static const struct {
	const char *line, *said;
} options_in_file[] = {
	{ "H = mail.example", NULL },
	{ "hostname = mail.example", NULL },
	{ "host = mail.example", NULL },
	{ "S =", NULL },
	{ "starttls=", NULL },
	{ "r =", NULL },
	{ "proxy = v2", NULL },
	{ "w = 5", NULL },
	{ "w = auth=5", NULL },
	{ "4 =", NULL },
	{ "w = five", "line 2: --warning: not a range: \"five\"" },
	{ "warning =", "line 2: --warning needs a value" },
	{ "P =", "line 2: --authpass needs a value" },
	{ "S = yes", "line 2: --starttls takes no value: \"starttls =\"" },
	{ "nonsense = x", "line 2: there is no such option (see --help)" },
	{ "no = x",
	    "line 2: there is no such option (is no-sni or no-verify meant?)" },
	{ "prot = x", "line 2: there is no such option (is port meant?)" },
	{ "Z = x", "line 2: there is no such option (see --help)" },
	{ "--hostname = x",
	    "line 2: there is no such option (is hostname meant?)" },
	{ "extra-opts = x",
	    "line 2: --extra-opts: it stands in the argument list, in full" },
};

START_TEST(extra_opts_knows_the_option_table)
{
	struct buf file = BUF_INIT(512), said = BUF_INIT(512);

	(void)buf_printf(&file, "[a]\n%s\n", options_in_file[_i].line);
	write_file("x.ini", 0600, buf_string(&file));
	(void)take("check_x --extra-opts=a@x.ini");
	if (options_in_file[_i].said != NULL)
		(void)buf_printf(
		    &said, "--extra-opts: x.ini: %s", options_in_file[_i].said);
	ck_assert_str_eq(error.text, buf_string(&said));
	buf_free(&file);
	buf_free(&said);
}
END_TEST

/* What cannot be read, and what is said about it. */
static const struct {
	const char *locator, *said;
} unread[] = {
	{ "missing@a.ini",
	    "a.ini: there is no section [missing] with options in it" },
	{ "a@missing.ini", "missing.ini: No such file or directory" },
	{ "a@.", ".: a directory" },
	{ "a@", "a file's name is wanted" },
	{ "a@open.ini", "open.ini: others may write this file (chmod o-w)" },
	{ "a@group.ini",
	    "group.ini: its group may write this file (chmod g-w)" },
	{ "a@long.ini", "long.ini: it is longer than 262144 bytes" },
	{ "a@first.ini",
	    "first.ini: line 1: it stands before the first [section]" },
};

START_TEST(extra_opts_says_which_file_is_wrong)
{
	char line[128];
	struct buf said = BUF_INIT(512);

	write_file("open.ini", 0602, "[a]\nfqdn=x\n");
	write_file("group.ini", 0660, "[a]\nfqdn=x\n");
	write_file("long.ini", 0600, "[a]\n");
	ck_assert_int_eq(truncate("long.ini", 262145), 0);
	write_file("first.ini", 0600, "fqdn=x\n[a]\n");
	(void)snprintf(
	    line, sizeof(line), "check_x --extra-opts %s", unread[_i].locator);
	(void)buf_printf(&said, "--extra-opts: %s", unread[_i].said);
	ck_assert_int_eq(take(line), -1);
	ck_assert_str_eq(error.text, buf_string(&said));
	buf_free(&said);
}
END_TEST

START_TEST(extra_opts_tells_whether_others_may_read_the_password)
{
	write_file("x.ini", 0600, "[a]\nP=s3cret\n");
	ck_assert_int_eq(take("check_x --extra-opts a@x.ini"), 0);
	ck_assert(!config.login.readable);
	ck_assert_str_eq(options.password.typed, "s3cret");
	write_file("x.ini", 0644, "[a]\nP=s3cret\n");
	ck_assert_int_eq(take("check_x --extra-opts a@x.ini"), 0);
	ck_assert(config.login.readable);
}
END_TEST

START_TEST(extra_opts_reads_standard_input)
{
	int ends[2];

	ck_assert_int_eq(pipe(ends), 0);
	ck_assert_int_eq(write(ends[1], "[a]\nfqdn=x\n", 11), 11);
	(void)close(ends[1]);
	ck_assert_int_eq(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
	(void)close(ends[0]);
	ck_assert_int_eq(take("check_x --extra-opts a@-"), 0);
	ck_assert_str_eq(config.target.fqdn, "x");
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("extra_opts");
	TCase *tests = tcase_create("extra_opts");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_loop_test(
	    tests, extra_opts_takes_its_words_out, 0, ROWS_OF(lines));
	tcase_add_test(tests, extra_opts_keeps_values_that_outlive_the_file);
	tcase_add_test(
	    tests, extra_opts_without_value_leaves_the_next_option_alone);
	tcase_add_test(tests, extra_opts_finds_the_file_where_others_do);
	tcase_add_loop_test(tests, extra_opts_knows_the_option_table, 0,
	    ROWS_OF(options_in_file));
	tcase_add_loop_test(
	    tests, extra_opts_says_which_file_is_wrong, 0, ROWS_OF(unread));
	tcase_add_test(
	    tests, extra_opts_tells_whether_others_may_read_the_password);
	tcase_add_test(tests, extra_opts_reads_standard_input);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
