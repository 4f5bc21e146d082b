#include "buf.h"

#include <string.h>

#include "unit.h"

START_TEST(buf_appends_and_stays_a_string)
{
	struct buf buf = BUF_INIT(100);

	ck_assert_str_eq(buf_string(&buf), "");
	ck_assert_int_eq(buf_append(&buf, "abc", 2), 0);
	ck_assert_int_eq(buf_puts(&buf, "cd"), 0);
	ck_assert_int_eq(buf_putc(&buf, 'e'), 0);
	ck_assert_int_eq(buf_printf(&buf, "%d%s", 12, "x"), 0);
	ck_assert_str_eq(buf_string(&buf), "abcde12x");
	ck_assert_uint_eq(buf.len, 8);
	ck_assert_int_eq(buf.data[buf.len], '\0');
	buf_free(&buf);
}
END_TEST

START_TEST(buf_holds_bytes_of_any_value)
{
	struct buf buf = BUF_INIT(100);

	ck_assert_int_eq(buf_append(&buf, "a\0b\0", 4), 0);
	ck_assert_uint_eq(buf.len, 4);
	ck_assert_mem_eq(buf.data, "a\0b\0", 5);
	buf_free(&buf);
}
END_TEST

START_TEST(buf_grows_to_its_ceiling_and_not_beyond)
{
	struct buf buf = BUF_INIT(1000);

	for (int i = 0; i < 1000; i++)
		ck_assert_int_eq(buf_putc(&buf, 'x'), 0);
	ck_assert_int_eq(buf_putc(&buf, 'x'), -1);
	ck_assert_int_eq(buf_append(&buf, "", 0), 0);
	ck_assert_uint_eq(buf.len, 1000);
	ck_assert_uint_eq(strlen(buf.data), 1000);
	buf_free(&buf);
}
END_TEST

static int
append_too_much(struct buf *buf, int how)
{
	switch (how) {
	case 0:
		return buf_append(buf, "456", 3);
	case 1:
		return buf_puts(buf, "456");
	case 2:
		return buf_printf(buf, "%d", 456);
	case 3:
		return buf_put_printable(buf, "456", 3, 3);
	case 4:
		return buf_put_printable(buf, "\n", 1, 10);
	default:
		/* The two that fit and the dots for the rest. */
		return buf_put_printable(buf, "4567", 4, 2);
	}
}

START_TEST(buf_takes_all_or_nothing)
{
	struct buf buf = BUF_INIT(5);

	ck_assert_int_eq(buf_puts(&buf, "123"), 0);
	ck_assert_int_eq(append_too_much(&buf, _i), -1);
	ck_assert_str_eq(buf_string(&buf), "123");
	ck_assert_uint_eq(buf.len, 3);
	ck_assert_int_eq(buf_puts(&buf, "45"), 0);
	ck_assert_str_eq(buf_string(&buf), "12345");
	buf_free(&buf);
}
END_TEST

START_TEST(buf_put_printable_cuts_and_says_so)
{
	static const struct {
		const char *text;
		size_t max;
		const char *printed;
	} rows[] = {
		{ "abc", 3, "abc" },
		{ "abcd", 3, "abc..." },
		{ "", 3, "" },
		{ "a|<>b", 10, "a/()b" },
		{ "\r\n", 8, "\\x0d\\x0a" },
		{ "\r\n", 7, "\\x0d..." },
		{ "\xc3\xa4\xc3\xb6\xc3\xbc", 2, "\xc3\xa4\xc3\xb6..." },
		{ "abc", 0, "..." },
	};

	for (int i = 0; i < ROWS_OF(rows); i++) {
		struct buf buf = BUF_INIT(100);

		ck_assert_int_eq(buf_put_printable(&buf, rows[i].text,
				     strlen(rows[i].text), rows[i].max),
		    0);
		ck_assert_str_eq(buf_string(&buf), rows[i].printed);
		buf_free(&buf);
	}
}
END_TEST

START_TEST(buf_line_walks_through_the_lines)
{
	struct buf buf = BUF_INIT(100);
	size_t at = 0, len = 99;
	const char *line;

	(void)buf_puts(&buf, "one\n\nthree\n");
	line = buf_line(&buf, &at, &len);
	ck_assert_uint_eq(len, 3);
	ck_assert_mem_eq(line, "one", 3);
	ck_assert_ptr_nonnull(buf_line(&buf, &at, &len));
	ck_assert_uint_eq(len, 0);
	line = buf_line(&buf, &at, &len);
	ck_assert_uint_eq(len, 5);
	ck_assert_mem_eq(line, "three", 5);
	ck_assert_ptr_null(buf_line(&buf, &at, &len));
	ck_assert_ptr_null(buf_line(&buf, &at, &len));
	buf_free(&buf);
}
END_TEST

START_TEST(buf_line_finds_none_in_an_empty_buf)
{
	struct buf buf = BUF_INIT(100);
	size_t at = 0, len;

	ck_assert_ptr_null(buf_line(&buf, &at, &len));
}
END_TEST

START_TEST(buf_consume_drops_the_first_bytes)
{
	struct buf buf = BUF_INIT(100);

	buf_consume(&buf, 3);
	(void)buf_puts(&buf, "abcdef");
	buf_consume(&buf, 0);
	ck_assert_str_eq(buf_string(&buf), "abcdef");
	buf_consume(&buf, 2);
	ck_assert_str_eq(buf_string(&buf), "cdef");
	buf_consume(&buf, 99);
	ck_assert_str_eq(buf_string(&buf), "");
	ck_assert_uint_eq(buf.len, 0);
	buf_free(&buf);
}
END_TEST

START_TEST(buf_truncate_drops_the_last_bytes)
{
	struct buf buf = BUF_INIT(100);

	buf_truncate(&buf, 0);
	(void)buf_puts(&buf, "abcdef");
	buf_truncate(&buf, 99);
	ck_assert_str_eq(buf_string(&buf), "abcdef");
	buf_truncate(&buf, 2);
	ck_assert_str_eq(buf_string(&buf), "ab");
	buf_clear(&buf);
	ck_assert_str_eq(buf_string(&buf), "");
	buf_free(&buf);
}
END_TEST

START_TEST(buf_overwrites_a_secret_that_it_drops)
{
	struct buf buf = BUF_SECRET(100);

	(void)buf_puts(&buf, "Xsecret");
	buf_truncate(&buf, 1);
	ck_assert_mem_eq(buf.data, "X\0\0\0\0\0\0", 7);
	(void)buf_puts(&buf, "secret");
	buf_clear(&buf);
	ck_assert_mem_eq(buf.data, "\0\0\0\0\0\0\0", 7);
	buf_free(&buf);
}
END_TEST

START_TEST(buf_keeps_a_secret_whole_when_it_grows)
{
	struct buf buf = BUF_SECRET(10000);

	for (int i = 0; i < 10000; i++)
		ck_assert_int_eq(buf_putc(&buf, (char)('a' + i % 26)), 0);
	for (int i = 0; i < 10000; i++)
		ck_assert_int_eq(buf.data[i], 'a' + i % 26);
	buf_free(&buf);
}
END_TEST

START_TEST(buf_can_be_used_again_after_free)
{
	struct buf buf = BUF_INIT(10);

	(void)buf_puts(&buf, "abc");
	buf_free(&buf);
	buf_free(&buf);
	ck_assert_str_eq(buf_string(&buf), "");
	ck_assert_int_eq(buf_puts(&buf, "0123456789"), 0);
	ck_assert_int_eq(buf_putc(&buf, 'x'), -1);
	ck_assert_str_eq(buf_string(&buf), "0123456789");
	buf_free(&buf);
}
END_TEST

static const struct {
	double value;
	int decimals;
	const char *text;
} decimals[] = {
	{ 0, 0, "0" },
	{ 0, 6, "0.000000" },
	{ 0.0000004, 6, "0.000000" },
	{ 0.0000006, 6, "0.000001" },
	{ 1.5, 6, "1.500000" },
	{ 10, 0, "10" },
	{ 10, 9, "10.000000000" },
	{ 0.999999999, 9, "0.999999999" },
	{ 12.9999999, 6, "13.000000" },
	{ -11, 0, "-11" },
	{ -0.25, 2, "-0.25" },
	{ -0.001, 2, "0.00" },
	{ 899999999, 9, "899999999.000000000" },
	{ 1e12, 0, "1000000000000" },
};

START_TEST(buf_prints_decimals_like_printf)
{
	struct buf out = BUF_INIT(64);

	ck_assert_int_eq(
	    buf_put_decimal(&out, decimals[_i].value, decimals[_i].decimals),
	    0);
	ck_assert_str_eq(buf_string(&out), decimals[_i].text);
	buf_free(&out);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("buf");
	TCase *tests = tcase_create("buf");

	tcase_add_loop_test(
	    tests, buf_prints_decimals_like_printf, 0, ROWS_OF(decimals));
	tcase_add_test(tests, buf_appends_and_stays_a_string);
	tcase_add_test(tests, buf_holds_bytes_of_any_value);
	tcase_add_test(tests, buf_grows_to_its_ceiling_and_not_beyond);
	tcase_add_loop_test(tests, buf_takes_all_or_nothing, 0, 6);
	tcase_add_test(tests, buf_put_printable_cuts_and_says_so);
	tcase_add_test(tests, buf_line_walks_through_the_lines);
	tcase_add_test(tests, buf_line_finds_none_in_an_empty_buf);
	tcase_add_test(tests, buf_consume_drops_the_first_bytes);
	tcase_add_test(tests, buf_truncate_drops_the_last_bytes);
	tcase_add_test(tests, buf_overwrites_a_secret_that_it_drops);
	tcase_add_test(tests, buf_keeps_a_secret_whole_when_it_grows);
	tcase_add_test(tests, buf_can_be_used_again_after_free);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
