#include "shell.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "unit.h"

static struct buf out = BUF_INIT(4096);

static void
tear_down(void)
{
	buf_free(&out);
}

static const char *
quoted(const char *text)
{
	buf_clear(&out);
	shell_quote(&out, text);
	return buf_string(&out);
}

static const struct {
	const char *text, *wanted;
} words[] = {
	{ "mail.example.com:587", "mail.example.com:587" },
	{ "/etc/check_smtp_auth/probe", "/etc/check_smtp_auth/probe" },
	{ "probe@example.com", "probe@example.com" },
	{ "", "''" },
	{ "two words", "'two words'" },
	{ "~root", "'~root'" },
	{ "a=b", "'a=b'" },
	{ "$(reboot)", "'$(reboot)'" },
	{ "`reboot`;&!", "'`reboot`;&!'" },
	{ "it's", "'it'\\''s'" },
	{ "'", "''\\'''" },
	{ "back\\slash", "'back\\slash'" },
	{ "\xc3\xa4", "'\xc3\xa4'" },
	/* What must not be seen as it is. */
	{ "a|b<c>", "$'a\\174b\\074c\\076'" },
	{ "a\nb'\\7", "$'a\\012b\\047\\1347'" },
	{ "\x1b[0m", "$'\\033[0m'" },
	{ "\xff", "$'\\377'" },
	{ "\xe2\x80\xae", "$'\\342\\200\\256'" },
};

START_TEST(shell_word_is_quoted_where_it_must_be)
{
	ck_assert_str_eq(quoted(words[_i].text), words[_i].wanted);
}
END_TEST

/* What the shell gives to a program, read back. */
static size_t
read_back(char *said, size_t size)
{
	int ends[2], status;
	size_t len = 0;
	ssize_t n;
	pid_t child;
	char command[4200];

	(void)snprintf(
	    command, sizeof(command), "printf '%%s' %s", buf_string(&out));
	ck_assert_int_eq(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		(void)dup2(ends[1], STDOUT_FILENO);
		(void)execlp("bash", "bash", "-c", command, (char *)NULL);
		_exit(99);
	}
	(void)close(ends[1]);
	do {
		n = read(ends[0], said + len, size - len);
		len += n > 0 ? (size_t)n : 0;
	} while (n > 0);
	(void)close(ends[0]);
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	return WEXITSTATUS(status) == 99 ? SIZE_MAX : len;
}

/* All bytes at once, and the shell's answer is the judge. */
START_TEST(shell_gets_every_byte_back)
{
	char text[512], said[1024];
	size_t n = 0, len;

	for (int c = 1; c < 256; c++)
		text[n++] = (char)c;
	for (int c = '0'; c <= '9'; c++) {
		text[n++] = '\x01';
		text[n++] = (char)c;
	}
	text[n] = '\0';
	(void)quoted(text);
	len = read_back(said, sizeof(said));
	if (len == SIZE_MAX)
		return; /* there is no bash here */
	ck_assert_uint_eq(len, n);
	ck_assert_mem_eq(said, text, n);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("shell");
	TCase *tests = tcase_create("shell");

	tcase_add_checked_fixture(tests, NULL, tear_down);
	tcase_add_loop_test(
	    tests, shell_word_is_quoted_where_it_must_be, 0, ROWS_OF(words));
	tcase_add_test(tests, shell_gets_every_byte_back);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
