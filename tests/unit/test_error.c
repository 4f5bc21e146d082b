#include "error.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "text.h"
#include "unit.h"

START_TEST(error_set_returns_failure_with_kind_and_text)
{
	struct error error = { 0 };

	ck_assert_int_eq(
	    error_set(&error, ERROR_PROTOCOL, "reply %d of %s", 7, "nine"), -1);
	ck_assert_int_eq(error.kind, ERROR_PROTOCOL);
	ck_assert_str_eq(error.text, "reply 7 of nine");
	ck_assert_int_eq(error.code, 0);
	ck_assert_str_eq(error.status, "");
}
END_TEST

START_TEST(error_set_keeps_the_first)
{
	struct error error = { 0 };

	(void)error_set(&error, ERROR_TIMEOUT, "first");
	ck_assert_int_eq(error_set(&error, ERROR_TLS, "second"), -1);
	errno = EPIPE;
	ck_assert_int_eq(error_errno(&error, ERROR_IO, "third"), -1);
	ck_assert_int_eq(error.kind, ERROR_TIMEOUT);
	ck_assert_str_eq(error.text, "first");
}
END_TEST

START_TEST(error_set_makes_foreign_text_printable)
{
	struct error error = { 0 };

	(void)error_set(&error, ERROR_PROTOCOL, "%s", "a|b\r\n<c>\033[31m");
	ck_assert_str_eq(error.text, "a/b\\x0d\\x0a(c)\\x1b[31m");
}
END_TEST

START_TEST(error_errno_says_the_words_of_the_system)
{
	struct error error = { 0 };
	char wanted[128];

	(void)snprintf(wanted, sizeof(wanted), "connect to 25: %s",
	    strerror(ECONNREFUSED));
	errno = ECONNREFUSED;
	ck_assert_int_eq(
	    error_errno(&error, ERROR_CONNECT, "connect to %d", 25), -1);
	ck_assert_int_eq(error.kind, ERROR_CONNECT);
	ck_assert_str_eq(error.text, wanted);
}
END_TEST

/* 0 to 3 bytes before characters of two, three and four bytes: a cut falls on
 * each place within one. */
START_TEST(error_text_is_cut_between_characters)
{
	static const char *const letters[] = { "\xc3\xa4", "\xe2\x82\xac",
		"\xf0\x9f\x93\xa7" };
	const char *letter = letters[_i / 4];
	char text[3 * ERROR_TEXT_SIZE];
	struct error error = { 0 };
	size_t len = (size_t)(_i % 4);

	memset(text, 'x', len);
	text[len] = '\0';
	while (strlen(text) + strlen(letter) < sizeof(text))
		memcpy(text + strlen(text), letter, strlen(letter) + 1);
	(void)error_set(&error, ERROR_PROTOCOL, "%s", text);
	len = strlen(error.text);
	ck_assert_uint_gt(len, ERROR_TEXT_SIZE - 8);
	ck_assert_mem_eq(error.text, text, len);
	ck_assert_ptr_null(strstr(error.text, "\\x"));
	ck_assert_uint_eq(text_printable(NULL, 0, error.text, len), len);
}
END_TEST

START_TEST(error_clear_makes_room_for_another)
{
	struct error error = { 0 };

	(void)error_set(&error, ERROR_TIMEOUT, "first");
	error.code = 421;
	memcpy(error.status, "4.3.2", 6);
	error_clear(&error);
	ck_assert_int_eq(error.kind, ERROR_NONE);
	ck_assert_int_eq(error.code, 0);
	ck_assert_str_eq(error.status, "");
	ck_assert_str_eq(error.text, "");
	(void)error_set(&error, ERROR_TLS, "second");
	ck_assert_str_eq(error.text, "second");
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("error");
	TCase *tests = tcase_create("error");

	tcase_add_test(tests, error_set_returns_failure_with_kind_and_text);
	tcase_add_test(tests, error_set_keeps_the_first);
	tcase_add_test(tests, error_set_makes_foreign_text_printable);
	tcase_add_test(tests, error_errno_says_the_words_of_the_system);
	tcase_add_loop_test(tests, error_text_is_cut_between_characters, 0, 12);
	tcase_add_test(tests, error_clear_makes_room_for_another);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
