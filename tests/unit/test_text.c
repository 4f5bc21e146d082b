#include "text.h"

#include <string.h>

#include "unit.h"

/* Hostile bytes, and what is shown of them. */
static const struct {
	const char *bytes;
	size_t len;
	const char *printed;
} printed[] = {
	{ "", 0, "" },
	{ "plain ASCII ~!", 14, "plain ASCII ~!" },
	{ "a|b<c>d", 7, "a/b(c)d" },
	{ "back\\slash", 10, "back\\slash" },
	{ "\0", 1, "\\x00" },
	{ "a\r\nb\tc", 6, "a\\x0d\\x0ab\\x09c" },
	{ "\033[31m\177", 6, "\\x1b[31m\\x7f" },
	{ "na\xc3\xafve \xe2\x82\xac \xf0\x9f\x93\xa7", 15,
	    "na\xc3\xafve \xe2\x82\xac \xf0\x9f\x93\xa7" },
	/* C1 controls, alone and in UTF-8 */
	{ "\x9b", 1, "\\x9b" },
	{ "\xc2\x9b", 2, "\\xc2\\x9b" },
	/* Latin-1, a lone continuation, a cut character */
	{ "f\xfcr", 3, "f\\xfcr" },
	{ "\x80", 1, "\\x80" },
	{ "\xe2\x82", 2, "\\xe2\\x82" },
	{ "\xe2\x82 x", 4, "\\xe2\\x82 x" },
	/* Overlong forms of / and NUL */
	{ "\xc0\xaf", 2, "\\xc0\\xaf" },
	{ "\xe0\x80\xaf", 3, "\\xe0\\x80\\xaf" },
	{ "\xf0\x80\x80\x80", 4, "\\xf0\\x80\\x80\\x80" },
	/* A surrogate, and what is above U+10FFFF */
	{ "\xed\xa0\x80", 3, "\\xed\\xa0\\x80" },
	{ "\xf4\x90\x80\x80", 4, "\\xf4\\x90\\x80\\x80" },
	{ "\xff\xfe", 2, "\\xff\\xfe" },
	/* Right-to-left override, isolate, mark; zero width; line separator */
	{ "\xe2\x80\xae", 3, "\\xe2\\x80\\xae" },
	{ "\xe2\x81\xa6", 3, "\\xe2\\x81\\xa6" },
	{ "\xe2\x80\x8f", 3, "\\xe2\\x80\\x8f" },
	{ "\xe2\x80\x8b", 3, "\\xe2\\x80\\x8b" },
	{ "\xe2\x80\xa8", 3, "\\xe2\\x80\\xa8" },
	/* Arabic letter mark, soft hyphen, byte order mark */
	{ "\xd8\x9c", 2, "\\xd8\\x9c" },
	{ "\xc2\xad", 2, "\\xc2\\xad" },
	{ "\xef\xbb\xbf", 3, "\\xef\\xbb\\xbf" },
	/* Private use, noncharacters, tags */
	{ "\xee\x80\x80", 3, "\\xee\\x80\\x80" },
	{ "\xef\xb7\x90", 3, "\\xef\\xb7\\x90" },
	{ "\xef\xbf\xbf", 3, "\\xef\\xbf\\xbf" },
	{ "\xf0\x9f\xbf\xbe", 4, "\\xf0\\x9f\\xbf\\xbe" },
	{ "\xf3\xa0\x80\x81", 4, "\\xf3\\xa0\\x80\\x81" },
	/* No-break space and the replacement character are harmless. */
	{ "\xc2\xa0\xef\xbf\xbd", 5, "\xc2\xa0\xef\xbf\xbd" },
};

START_TEST(text_printable_shows_hostile_bytes_as_hexadecimal)
{
	char to[128];
	size_t n =
	    text_printable(to, sizeof(to), printed[_i].bytes, printed[_i].len);

	ck_assert_str_eq(to, printed[_i].printed);
	ck_assert_uint_eq(n, strlen(printed[_i].printed));
}
END_TEST

START_TEST(text_printable_leaves_printed_text_alone)
{
	char to[128];
	const char *once = printed[_i].printed;

	(void)text_printable(to, sizeof(to), once, strlen(once));
	ck_assert_str_eq(to, once);
}
END_TEST

START_TEST(text_printable_writes_whole_characters_only)
{
	static const char text[] = "a\xc3\xa4\n\xe2\x82\xac"
				   "b";
	/* By the size of the room. */
	static const char *const written[] = { NULL, "", "a", "a", "a\xc3\xa4",
		"a\xc3\xa4", "a\xc3\xa4", "a\xc3\xa4", "a\xc3\xa4\\x0a",
		"a\xc3\xa4\\x0a", "a\xc3\xa4\\x0a",
		"a\xc3\xa4\\x0a\xe2\x82\xac",
		"a\xc3\xa4\\x0a\xe2\x82\xac"
		"b" };
	char to[16];

	memset(to, '#', sizeof(to));
	ck_assert_uint_eq(
	    text_printable(to, (size_t)_i, text, strlen(text)), 11);
	if (_i > 0)
		ck_assert_str_eq(to, written[_i]);
	ck_assert_int_eq(to[_i], '#');
}
END_TEST

/* One character after the other, as it would be written without haste. */
static size_t
print_slowly(char *to, size_t size, const char *s, size_t len)
{
	size_t whole = 0, written = 0, n, used;
	char one[8];
	uint32_t c;

	for (size_t i = 0; i < len; i += used) {
		used = text_character(s + i, len - i, &c);
		if (used == 0 || !text_is_visible(c))
			used = 1;
		n = text_printable(one, sizeof(one), s + i, used);
		if (written == whole && written + n < size) {
			memcpy(to + written, one, n);
			written += n;
		}
		whole += n;
	}
	if (size > 0)
		to[written] = '\0';
	return whole;
}

/* Long runs, short runs and none, at every size of the room: where it is full,
 * the rest is counted alone. */
START_TEST(text_printable_counts_what_does_not_fit)
{
	static const char *const parts[] = { "plain text", "a", "|", "\n",
		"\xc3\xa4", "\xff", "", "<b>", "a longer text that is plain" };
	char text[256] = "", expected[1024], to[1024];
	size_t len = 0;

	for (unsigned int i = (unsigned int)_i; len < 200; i = i * 7 + 3) {
		const char *part = parts[i % ROWS_OF(parts)];

		memcpy(text + len, part, strlen(part));
		len += strlen(part);
	}
	for (size_t size = 0; size < sizeof(to); size++) {
		memset(to, '#', sizeof(to));
		memset(expected, '#', sizeof(expected));
		ck_assert_uint_eq(text_printable(to, size, text, len),
		    print_slowly(expected, size, text, len));
		ck_assert_mem_eq(to, expected, sizeof(to));
	}
}
END_TEST

START_TEST(text_printable_counts_a_long_text_in_a_small_room)
{
	static char text[64 * 1024];
	char to[8];

	memset(text, 'a', sizeof(text));
	text[sizeof(text) / 2] = '\n';
	for (size_t size = 0; size <= sizeof(to); size++) {
		memset(to, '#', sizeof(to));
		ck_assert_uint_eq(text_printable(to, size, text, sizeof(text)),
		    sizeof(text) + 3);
		for (size_t i = 0; i + 1 < size; i++)
			ck_assert_int_eq(to[i], 'a');
		if (size > 0)
			ck_assert_int_eq(to[size - 1], '\0');
		for (size_t i = size; i < sizeof(to); i++)
			ck_assert_int_eq(to[i], '#');
	}
}
END_TEST

START_TEST(text_fits_counts_printed_characters)
{
	static const struct {
		const char *text;
		size_t max, bytes;
	} rows[] = {
		{ "abcdef", 3, 3 },
		{ "abc", 3, 3 },
		{ "abc", 0, 0 },
		{ "", 5, 0 },
		{ "\xc3\xa4\xc3\xb6\xc3\xbc", 2, 4 },
		{ "\xf0\x9f\x93\xa7x", 1, 4 },
		{ "\n\n", 4, 1 },
		{ "\n\n", 7, 1 },
		{ "\n\n", 8, 2 },
		{ "\n", 3, 0 },
		{ "\\\\\\", 2, 2 },
	};

	for (int i = 0; i < ROWS_OF(rows); i++)
		ck_assert_uint_eq(
		    text_fits(rows[i].text, strlen(rows[i].text), rows[i].max),
		    rows[i].bytes);
}
END_TEST

START_TEST(text_same_ignores_the_case_of_ascii_alone)
{
	ck_assert(text_same("StartTLS", "STARTTLS"));
	ck_assert(text_same("", ""));
	ck_assert(!text_same("STARTTLS", "STARTTLSX"));
	ck_assert(!text_same("STARTTLSX", "STARTTLS"));
	ck_assert(!text_same("[", "{"));
	ck_assert(!text_same("\xc3\xa4", "\xc3\x84"));
	ck_assert(!text_same("@", "`"));
}
END_TEST

START_TEST(text_starts_stops_at_the_end_of_the_bytes)
{
	ck_assert(text_starts("auth PLAIN", 10, "AUTH"));
	ck_assert(text_starts("AUTH", 4, "auth"));
	ck_assert(text_starts("x", 1, ""));
	ck_assert(text_starts("", 0, ""));
	ck_assert(!text_starts("AUTH", 3, "AUTH"));
	ck_assert(!text_starts("AUT", 3, "AUTH"));
	ck_assert(!text_starts("XAUTH", 5, "AUTH"));
}
END_TEST

static const struct {
	const char *text;
	double value;
} numbers[] = {
	{ "0", 0 },
	{ "2", 2 },
	{ "0.5", 0.5 },
	{ "-1", -1 },
	{ "-0.25", -0.25 },
	{ "10.000", 10 },
	{ "007", 7 },
	{ "86400", 86400 },
};

START_TEST(text_number_reads_decimals)
{
	double value = 99;

	ck_assert_int_eq(text_number(numbers[_i].text, &value), 0);
	ck_assert_double_eq(value, numbers[_i].value);
}
END_TEST

static const char *const no_numbers[] = { "", " ", "-", "+", ".", "-.", "abc",
	"1e3", "0x10", "inf", "nan", "1,5", "1.2.3", "1 ", " 1", "--1", "+-1",
	"-+1", "1-", "5s", "1e", "99999999999999999999999999" };

START_TEST(text_number_refuses_all_else)
{
	double value = 99;

	ck_assert_int_eq(text_number(no_numbers[_i], &value), -1);
}
END_TEST

START_TEST(text_has_control_finds_control_characters)
{
	ck_assert(!text_has_control(""));
	ck_assert(!text_has_control("a b~"));
	ck_assert(!text_has_control("\xc3\xa4"));
	ck_assert(text_has_control("a\nb"));
	ck_assert(text_has_control("a\r"));
	ck_assert(text_has_control("\t"));
	ck_assert(text_has_control("\x01"));
	ck_assert(text_has_control("x\x7f"));
}
END_TEST

START_TEST(text_is_ascii_finds_all_else)
{
	ck_assert(text_is_ascii(""));
	ck_assert(text_is_ascii("a\x7f~"));
	ck_assert(!text_is_ascii("a\xc3\xa4"));
	ck_assert(!text_is_ascii("\x80"));
}
END_TEST

START_TEST(text_next_gives_the_words_in_their_order)
{
	char list[] = "one,,three,";
	char *rest = list;

	ck_assert_str_eq(text_next(&rest, ','), "one");
	ck_assert_str_eq(text_next(&rest, ','), "");
	ck_assert_str_eq(text_next(&rest, ','), "three");
	ck_assert_str_eq(text_next(&rest, ','), "");
	ck_assert_ptr_null(text_next(&rest, ','));
	ck_assert_ptr_null(text_next(&rest, ','));
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("text");
	TCase *tests = tcase_create("text");

	tcase_add_loop_test(tests,
	    text_printable_shows_hostile_bytes_as_hexadecimal, 0,
	    ROWS_OF(printed));
	tcase_add_loop_test(tests, text_printable_leaves_printed_text_alone, 0,
	    ROWS_OF(printed));
	tcase_add_loop_test(
	    tests, text_printable_writes_whole_characters_only, 0, 13);
	tcase_add_loop_test(
	    tests, text_printable_counts_what_does_not_fit, 0, 40);
	tcase_add_test(
	    tests, text_printable_counts_a_long_text_in_a_small_room);
	tcase_add_test(tests, text_fits_counts_printed_characters);
	tcase_add_test(tests, text_same_ignores_the_case_of_ascii_alone);
	tcase_add_test(tests, text_starts_stops_at_the_end_of_the_bytes);
	tcase_add_loop_test(
	    tests, text_number_reads_decimals, 0, ROWS_OF(numbers));
	tcase_add_loop_test(
	    tests, text_number_refuses_all_else, 0, ROWS_OF(no_numbers));
	tcase_add_test(tests, text_has_control_finds_control_characters);
	tcase_add_test(tests, text_is_ascii_finds_all_else);
	tcase_add_test(tests, text_next_gives_the_words_in_their_order);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
