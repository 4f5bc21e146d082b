#include "ini.h"

#include <string.h>

#include "buf.h"
#include "unit.h"

static struct ini ini;
static struct ini_option option;
static struct error error;

/* What the section holds, as "name=value;". */
static int
walk(const char *bytes, size_t len, const char *section, struct buf *out)
{
	int rc;

	ini_init(&ini, bytes, len, section);
	for (rc = ini_next(&ini, &option, &error); rc == 1;
	     rc = ini_next(&ini, &option, &error))
		(void)buf_printf(out, "%.*s=%.*s;", (int)option.name_len,
		    option.name, (int)option.value_len, option.value);
	return rc;
}

static const struct {
	const char *file, *section, *options;
} files[] = {
	{ "[a]\nx=1\ny=2\n", "a", "x=1;y=2;" },
	{ "[a]\nx=1\n[b]\nx=2\n", "b", "x=2;" },
	{ "[a]\nx=1", "a", "x=1;" },
	{ "[a]\r\nx = 1\r\ny =\r\n", "a", "x=1;y=;" },
	/* A section may come again, a key too. */
	{ "[a]\nx=1\n[b]\ny=2\n[a]\nx=3\n", "a", "x=1;x=3;" },
	/* Blanks */
	{ "\n\n  [ a\t]  \n\t x   =  1  2 \t\n", "a", "x=1  2;" },
	{ "[a b]\nx y=1\n", "a b", "x y=1;" },
	/* Comments are lines of their own. */
	{ "# c\n; c\n[a]\n  # x=0\n;x=0\nx=1 ; no # comment\n", "a",
	    "x=1 ; no # comment;" },
	{ "[a] ; comment\nx=1\n", "a", "x=1;" },
	{ "[a] x=1\n", "a", "x=1;" },
	{ "\xEF\xBB\xBF[a]\r\nx=1\r\n", "a", "x=1;" },
	/* Only the first = parts. */
	{ "[a]\non-failure = tls=ok,auth=warning\n", "a",
	    "on-failure=tls=ok,auth=warning;" },
	{ "[a]\nx==\n", "a", "x==;" },
	/* Names are whole, and in this case. */
	{ "[ab]\nx=1\n[A]\nx=2\n", "a", "" },
	{ "[a]\nx=1\n", "ab", "" },
	{ "[a\nx=1\n[b]\ny=2\n", "a", "" },
	{ "[]\nx=1\n", "", "x=1;" },
	{ "[a/b@c]\nx=1\n", "a/b@c", "x=1;" },
	/* What others write is theirs. */
	{ "[b]\nnonsense\n= 1\n[a]\nx=1\n", "a", "x=1;" },
	{ "[a]\n[b]\nx=1\n", "a", "" },
	{ "", "a", "" },
	{ "\n\n\n", "a", "" },
	{ "# nothing", "a", "" },
};

START_TEST(ini_gives_the_options_of_a_section)
{
	struct buf out = BUF_INIT(1024);

	ck_assert_int_eq(walk(files[_i].file, strlen(files[_i].file),
			     files[_i].section, &out),
	    0);
	ck_assert_str_eq(buf_string(&out), files[_i].options);
	ck_assert_int_eq(ini.found, files[_i].options[0] != '\0');
	buf_free(&out);
}
END_TEST

static const struct {
	const char *file;
	size_t len;
	const char *said;
} faults[] = {
	{ "x=1\n[a]\n", 8, "line 1: it stands before the first [section]" },
	{ "[a]\nx=1\n\nsecret\n", 16,
	    "line 4: a \"=\" is missing (what needs no value is written \"name "
	    "=\")" },
	{ "[a]\n  = secret\n", 15,
	    "line 2: a name is missing before the \"=\"" },
	{ "[a]\nx=sec\0ret\n", 14, "line 2: it has a NUL in it" },
};

START_TEST(ini_tells_the_line_of_a_fault_and_not_what_it_says)
{
	struct buf out = BUF_INIT(1024);

	ck_assert_int_eq(walk(faults[_i].file, faults[_i].len, "a", &out), -1);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	ck_assert_str_eq(error.text, faults[_i].said);
	buf_free(&out);
}
END_TEST

START_TEST(ini_counts_lines_from_one)
{
	static const char file[] = "# first\n[a] x=1\n\n\n y=2\n[b]\n[a]\nz=3";
	static const unsigned int lines[] = { 2, 5, 8 };

	ini_init(&ini, file, strlen(file), "a");
	for (int i = 0; i < 3; i++) {
		ck_assert_int_eq(ini_next(&ini, &option, &error), 1);
		ck_assert_uint_eq(option.line, lines[i]);
	}
	ck_assert_int_eq(ini_next(&ini, &option, &error), 0);
	ck_assert_int_eq(ini_next(&ini, &option, &error), 0);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("ini");
	TCase *tests = tcase_create("ini");

	tcase_add_loop_test(
	    tests, ini_gives_the_options_of_a_section, 0, ROWS_OF(files));
	tcase_add_loop_test(tests,
	    ini_tells_the_line_of_a_fault_and_not_what_it_says, 0,
	    ROWS_OF(faults));
	tcase_add_test(tests, ini_counts_lines_from_one);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
