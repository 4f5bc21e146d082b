#include "body.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "unit.h"

/* Of a file that has this in it. */
static int
measure(const char *text, struct body *body, struct error *error)
{
	char path[] = "/tmp/test_body.XXXXXX";
	int fd = mkstemp(path), rc;

	ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	(void)close(fd);
	rc = body_measure(body, path, error);
	(void)unlink(path);
	return rc;
}

START_TEST(body_is_measured_as_it_is_sent)
{
	struct error error = { 0 };
	struct body body = { 0, false };

	ck_assert_int_eq(
	    measure("one\ngr\xc3\xbc\xc3\x9f\n.", &body, &error), 0);
	ck_assert_uint_eq(body.size, 5 + 8 + 3);
	ck_assert(body.eight_bit);
	ck_assert_int_eq(measure("one\n", &body, &error), 0);
	ck_assert_uint_eq(body.size, 5);
	ck_assert(!body.eight_bit);
}
END_TEST

START_TEST(body_that_cannot_be_sent_is_an_error_of_usage)
{
	struct error error = { 0 };
	struct body body;

	ck_assert_int_eq(measure("a bare \r CR\n", &body, &error), -1);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	ck_assert_int_eq(strncmp(error.text, "--body-file: ", 13), 0);
	error_clear(&error);
	ck_assert_int_eq(body_measure(&body, "/nonexistent", &error), -1);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	error_clear(&error);
	ck_assert_int_eq(body_measure(&body, "/dev/zero", &error), -1);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
}
END_TEST

int
main(void)
{
	Suite *all = suite_create("body");
	TCase *tests = tcase_create("body");

	tcase_add_test(tests, body_is_measured_as_it_is_sent);
	tcase_add_test(tests, body_that_cannot_be_sent_is_an_error_of_usage);
	suite_add_tcase(all, tests);
	return unit_run(all);
}
