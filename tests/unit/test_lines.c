#include "lines.h"

#include <string.h>

#include "buf.h"
#include "stream_script.h"
#include "unit.h"

static struct stream *stream;
static struct lines lines;
static struct error error;

static void
talk(const char *dialogue)
{
	stream = stream_script(dialogue);
	lines_init(&lines, stream);
}

static void
tear_down(void)
{
	stream_free(stream);
}

static int
next(char **line, size_t *len)
{
	return lines_read(&lines, line, len, deadline_in(10), &error);
}

static void
expect_line(const char *wanted)
{
	char *line = NULL;
	size_t len = 0;

	ck_assert_int_eq(next(&line, &len), 1);
	ck_assert_uint_eq(len, strlen(wanted));
	ck_assert_mem_eq(line, wanted, len);
}

/* One letter after the other, so many of them, and the end of a line. */
static void
talk_long(size_t len, const char *end)
{
	struct buf dialogue = BUF_INIT(100000);

	(void)buf_puts(&dialogue, "RAW ");
	for (size_t i = 0; i < len; i++)
		(void)buf_putc(&dialogue, (char)('a' + i % 26));
	(void)buf_printf(&dialogue, "%s\nS: next\nEOF\n", end);
	talk(buf_string(&dialogue));
	buf_free(&dialogue);
}

START_TEST(lines_end_in_crlf_or_lf)
{
	talk("RAW one\\r\\ntwo\\n\\r\\n\\nfive\\r\\r\\nsix\\rsix\\r\\n\nEOF");
	expect_line("one");
	expect_line("two");
	expect_line("");
	expect_line("");
	expect_line("five\r");
	expect_line("six\rsix");
}
END_TEST

START_TEST(lines_may_have_a_nul_in_them)
{
	char *line = NULL;
	size_t len = 0;

	talk("RAW 250\\0x\\r\\n");
	ck_assert_int_eq(next(&line, &len), 1);
	ck_assert_uint_eq(len, 5);
	ck_assert_mem_eq(line, "250\0x", 5);
}
END_TEST

START_TEST(lines_come_in_pieces_of_any_length)
{
	talk("S: one\nS: two\nS: \nS: four");
	stream_script_drip(stream, (size_t)_i);
	expect_line("one");
	expect_line("two");
	expect_line("");
	expect_line("four");
	ck_assert(stream_script_over(stream));
}
END_TEST

START_TEST(lines_read_at_the_end_of_the_stream_gives_none)
{
	char *line;
	size_t len;

	talk("S: one\nRAW half a line\nEOF");
	expect_line("one");
	ck_assert_int_eq(next(&line, &len), 0);
	ck_assert_int_eq(error.kind, ERROR_NONE);
	ck_assert_int_eq(next(&line, &len), 0);
}
END_TEST

START_TEST(lines_read_tells_why_there_is_none)
{
	char *line;
	size_t len;

	talk("RAW half\nTIMEOUT\nS:  a line");
	ck_assert_int_eq(next(&line, &len), -1);
	ck_assert_int_eq(error.kind, ERROR_TIMEOUT);
	expect_line("half a line");
}
END_TEST

START_TEST(lines_read_takes_a_line_as_long_as_the_limit)
{
	char *line = NULL;
	size_t len = 0;

	talk_long(LINE_LIMIT, _i == 0 ? "\\r\\n" : "\\n");
	ck_assert_int_eq(next(&line, &len), 1);
	ck_assert_uint_eq(len, LINE_LIMIT);
	ck_assert_int_eq(line[0], 'a');
	expect_line("next");
}
END_TEST

START_TEST(lines_read_refuses_a_line_longer_than_the_limit)
{
	static const struct {
		size_t len;
		const char *end;
	} rows[] = {
		{ LINE_LIMIT + 1, "\\r\\n" },
		{ LINE_LIMIT + 1, "\\n" },
		{ LINE_LIMIT + 2, "\\n" },
		{ 5 * LINE_LIMIT, "" },
	};
	char *line;
	size_t len;

	talk_long(rows[_i].len, rows[_i].end);
	ck_assert_int_eq(next(&line, &len), -1);
	ck_assert_int_eq(error.kind, ERROR_PROTOCOL);
}
END_TEST

START_TEST(lines_look_finds_nothing_before_the_server_speaks)
{
	talk("S: one\nC: x\nS: two");
	expect_line("one");
	ck_assert_int_eq(lines_look(&lines, &error), 0);
	ck_assert_int_eq(error.kind, ERROR_NONE);
}
END_TEST

START_TEST(lines_look_finds_what_was_taken_in_with_the_line_before)
{
	talk("S: one\nRAW 2\nC: x");
	expect_line("one");
	ck_assert_int_eq(lines_look(&lines, &error), 1);
}
END_TEST

START_TEST(lines_look_takes_in_what_the_stream_has)
{
	talk("S: one\nPAUSE\nS: two\nC: x");
	expect_line("one");
	ck_assert_int_eq(lines_look(&lines, &error), 1);
	ck_assert_int_eq(lines_look(&lines, &error), 1);
	expect_line("two");
	ck_assert_int_eq(lines_look(&lines, &error), 0);
}
END_TEST

START_TEST(lines_look_tells_when_the_stream_has_ended)
{
	talk("S: one\nEOF");
	expect_line("one");
	ck_assert_int_eq(lines_look(&lines, &error), -1);
	ck_assert_int_eq(error.kind, ERROR_CLOSED);
}
END_TEST

START_TEST(lines_take_ends_at_the_deadline_even_if_the_server_sends_on)
{
	char *bytes;

	talk("RAW one two\n");
	stream_script_drip(stream, 3);
	ck_assert_int_eq(
	    lines_take(&lines, &bytes, 1, deadline_in(10), &error), 1);
	ck_assert_int_eq(
	    lines_take(&lines, &bytes, 9, DEADLINE_NOW, &error), 2);
	ck_assert_int_eq(
	    lines_take(&lines, &bytes, 9, DEADLINE_NOW, &error), -1);
	ck_assert_int_eq(error.kind, ERROR_TIMEOUT);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("lines");
	TCase *tests = tcase_create("lines");

	tcase_add_checked_fixture(tests, NULL, tear_down);
	tcase_add_test(tests, lines_end_in_crlf_or_lf);
	tcase_add_test(tests, lines_may_have_a_nul_in_them);
	tcase_add_loop_test(tests, lines_come_in_pieces_of_any_length, 1, 6);
	tcase_add_test(tests, lines_read_at_the_end_of_the_stream_gives_none);
	tcase_add_test(tests, lines_read_tells_why_there_is_none);
	tcase_add_loop_test(
	    tests, lines_read_takes_a_line_as_long_as_the_limit, 0, 2);
	tcase_add_loop_test(
	    tests, lines_read_refuses_a_line_longer_than_the_limit, 0, 4);
	tcase_add_test(
	    tests, lines_look_finds_nothing_before_the_server_speaks);
	tcase_add_test(
	    tests, lines_look_finds_what_was_taken_in_with_the_line_before);
	tcase_add_test(tests, lines_look_takes_in_what_the_stream_has);
	tcase_add_test(tests, lines_look_tells_when_the_stream_has_ended);
	tcase_add_test(
	    tests, lines_take_ends_at_the_deadline_even_if_the_server_sends_on);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
