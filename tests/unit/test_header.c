#include "header.h"

#include <string.h>

#include "unit.h"

static struct buf section = BUF_INIT((size_t)256 * 1024);
static struct buf field = BUF_INIT(HEADER_FIELD_LIMIT);
static size_t at;

static void
tear_down(void)
{
	buf_free(&section);
	buf_free(&field);
}

static void
expect(const char *wanted)
{
	if (wanted == NULL) {
		ck_assert(!header_next(&section, &at, &field));
		return;
	}
	ck_assert(header_next(&section, &at, &field));
	ck_assert_str_eq(buf_string(&field), wanted);
}

START_TEST(header_fields_come_one_after_the_other_and_unfolded)
{
	(void)buf_puts(&section, "From: a@example\r\n"
				 "Subject: one\r\n two\r\n\tthree\r\n"
				 "X-Empty:\r\n"
				 "Old : value\r\n"
				 "Last: here\n next\n"
				 "\r\n"
				 "Body: not this\r\n");
	expect("From: a@example");
	expect("Subject: one two\tthree");
	expect("X-Empty:");
	expect("Old : value");
	expect("Last: here next");
	expect(NULL);
	expect(NULL);
}
END_TEST

START_TEST(header_line_that_is_no_field_is_left_out)
{
	(void)buf_puts(&section, " folded from nowhere\r\n"
				 ">From somebody\r\n"
				 ": no name\r\n"
				 "From a@example Tue Jul  1 10:52:37 2003\r\n"
				 "\303\244: no ASCII\r\n"
				 "To: b@example\r\n"
				 "no colon\r\n and its fold: er\r\n"
				 "Cc: c@example");
	expect("To: b@example");
	expect("Cc: c@example");
	expect(NULL);
}
END_TEST

START_TEST(header_of_nothing_has_no_field)
{
	expect(NULL);
	(void)buf_puts(&section, "\r\nA: b\r\n");
	expect(NULL);
}
END_TEST

START_TEST(header_field_is_cut_at_its_limit)
{
	(void)buf_puts(&section, "A: ");
	for (size_t i = 0; i < 20000; i++)
		(void)buf_puts(&section, "12345\r\n ");
	(void)buf_puts(&section, "\r\nB: c\r\n");
	ck_assert(header_next(&section, &at, &field));
	ck_assert_uint_eq(field.len, HEADER_FIELD_LIMIT);
	expect("B: c");
}
END_TEST

START_TEST(header_is_found_by_its_name_in_any_case)
{
	(void)buf_puts(&section, "X-A: no\r\n"
				 "A-X: no\r\n"
				 "x-mark:\r\n  value \r\n"
				 "X-MARK : another\t\r\n"
				 "X-Mark:\r\n");
	ck_assert(header_find(&section, "X-Mark", &at, &field));
	ck_assert_str_eq(buf_string(&field), "value");
	ck_assert(header_find(&section, "X-Mark", &at, &field));
	ck_assert_str_eq(buf_string(&field), "another");
	ck_assert(header_find(&section, "X-Mark", &at, &field));
	ck_assert_str_eq(buf_string(&field), "");
	ck_assert(!header_find(&section, "X-Mark", &at, &field));
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("header");
	TCase *tests = tcase_create("header");

	tcase_add_checked_fixture(tests, NULL, tear_down);
	tcase_add_test(
	    tests, header_fields_come_one_after_the_other_and_unfolded);
	tcase_add_test(tests, header_line_that_is_no_field_is_left_out);
	tcase_add_test(tests, header_of_nothing_has_no_field);
	tcase_add_test(tests, header_field_is_cut_at_its_limit);
	tcase_add_test(tests, header_is_found_by_its_name_in_any_case);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
