/* TXT records of an answer: whole, in pieces, and lying. */
#include "txt.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

static struct txt txt;
static struct error error;

static void
tear_down(void)
{
	txt_free(&txt);
}

/* A seed of the fuzzer, without the byte that says what it is. */
static int
read_seed(const char *name)
{
	char path[200], bytes[512];
	FILE *file;
	size_t len;

	(void)snprintf(
	    path, sizeof(path), "tests/fuzz/corpus/mta_sts/%s", name);
	file = fopen(path, "r");
	ck_assert_msg(file != NULL, "%s", path);
	len = fread(bytes, 1, sizeof(bytes), file);
	(void)fclose(file);
	ck_assert_uint_gt(len, 0);
	return txt_read(&txt, "_mta-sts.mail.example", "v=STSv1;", bytes + 1,
	    len - 1, &error);
}

START_TEST(txt_record_is_its_text)
{
	ck_assert_int_eq(read_seed("answer"), 0);
	ck_assert_uint_eq(txt.count, 1);
	ck_assert_str_eq(buf_string(&txt.text), "v=STSv1; id=1;");
}
END_TEST

START_TEST(txt_strings_are_joined_and_other_records_passed_over)
{
	ck_assert_int_eq(read_seed("answer-strings"), 0);
	ck_assert_uint_eq(txt.count, 1);
	ck_assert_str_eq(buf_string(&txt.text), "v=STSv1; id=1;");
}
END_TEST

START_TEST(txt_records_are_counted)
{
	ck_assert_int_eq(read_seed("answer-two"), 0);
	ck_assert_uint_eq(txt.count, 2);
	ck_assert_str_eq(buf_string(&txt.text), "v=STSv1; id=1;");
}
END_TEST

START_TEST(txt_answer_that_is_cut_is_no_answer)
{
	ck_assert_int_eq(read_seed("answer-cut"), -1);
	ck_assert_int_eq(error.kind, ERROR_RETRY);
}
END_TEST

START_TEST(txt_string_longer_than_its_record_is_passed_over)
{
	ck_assert_int_eq(read_seed("answer-lying"), 0);
	ck_assert_uint_eq(txt.count, 0);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("txt");
	TCase *tests = tcase_create("txt");

	tcase_add_checked_fixture(tests, NULL, tear_down);
	tcase_add_test(tests, txt_record_is_its_text);
	tcase_add_test(
	    tests, txt_strings_are_joined_and_other_records_passed_over);
	tcase_add_test(tests, txt_records_are_counted);
	tcase_add_test(tests, txt_answer_that_is_cut_is_no_answer);
	tcase_add_test(tests, txt_string_longer_than_its_record_is_passed_over);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
