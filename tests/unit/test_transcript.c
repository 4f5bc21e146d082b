#include "transcript.h"

#include <string.h>

#include "unit.h"

static struct transcript transcript;

static void
set_up(void)
{
	transcript_init(&transcript);
}

static void
tear_down(void)
{
	transcript_free(&transcript);
}

START_TEST(transcript_has_both_sides)
{
	transcript_add(&transcript, 'S', "220 hi", 6, NULL);
	transcript_add(&transcript, 'C', "EHLO me and more", 7, NULL);
	transcript_add(&transcript, 'C', "", 0, NULL);
	ck_assert_str_eq(
	    buf_string(&transcript.text), "S: 220 hi\nC: EHLO me\nC: \n");
}
END_TEST

START_TEST(transcript_is_printable)
{
	transcript_add(
	    &transcript, 'S', "220 a|b<c>\033[2J\r\nS: x\0", 21, NULL);
	ck_assert_str_eq(buf_string(&transcript.text),
	    "S: 220 a/b(c)\\x1b[2J\\x0d\\x0aS: x\\x00\n");
}
END_TEST

START_TEST(transcript_stays_bounded_and_whole)
{
	char line[8000];
	const char *text, *end;

	memset(line, 'x', sizeof(line));
	for (int i = 0; i < 1000; i++)
		transcript_add(&transcript, 'S', line, sizeof(line), NULL);
	text = buf_string(&transcript.text);
	ck_assert_uint_le(strlen(text), 64 * 1024);
	for (; *text != '\0'; text = end + 1) {
		end = strchr(text, '\n');
		ck_assert_ptr_nonnull(end);
		if (end[1] == '\0')
			ck_assert_str_eq(text, "... (more was said)\n");
		else
			ck_assert_int_eq(strncmp(text, "S: xxx", 6), 0);
		ck_assert_int_lt(end - text, 1000);
	}
}
END_TEST

START_TEST(transcript_of_nobody_keeps_nothing)
{
	transcript_add(NULL, 'S', "220 hi", 6, NULL);
	ck_assert_str_eq(buf_string(&transcript.text), "");
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("transcript");
	TCase *tests = tcase_create("transcript");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, transcript_has_both_sides);
	tcase_add_test(tests, transcript_is_printable);
	tcase_add_test(tests, transcript_stays_bounded_and_whole);
	tcase_add_test(tests, transcript_of_nobody_keeps_nothing);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
