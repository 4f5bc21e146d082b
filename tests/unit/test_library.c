/* Libraries that are loaded when they are needed. */
#include "library.h"

#include <stddef.h>

#include "unit.h"

struct zero {
	int (*strcmp)(const char *, const char *);
	size_t (*strlen)(const char *);
};

static const char *const symbols[] = { "strcmp", "strlen", NULL };

START_TEST(the_second_name_is_tried_when_the_first_is_missing)
{
	static const char *const files[] = { "libnobody.so.7", "libc.so.6",
		NULL };
	const struct library libc = { files, symbols, "--foo", "libc6" };
	struct error error = { 0 };
	struct zero functions;

	ck_assert_int_eq(library_open(&libc, &functions, &error), 0);
	ck_assert_uint_eq(functions.strlen("four"), 4);
	ck_assert_int_eq(functions.strcmp("a", "a"), 0);
}
END_TEST

START_TEST(a_missing_library_is_told_with_its_package)
{
	static const char *const files[] = { "libnobody.so.7", NULL };
	const struct library nobody = { files, symbols, "--foo",
		"Debian: libnobody7" };
	struct error error = { 0 };
	struct zero functions;

	ck_assert_int_eq(library_open(&nobody, &functions, &error), -1);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	ck_assert_str_eq(error.text,
	    "--foo needs libnobody.so.7, which is not installed (Debian: "
	    "libnobody7)");
}
END_TEST

START_TEST(a_missing_function_asks_for_a_later_version)
{
	static const char *const files[] = { "libc.so.6", NULL };
	static const char *const later[] = { "strcmp", "of_the_year_3000",
		NULL };
	const struct library libc = { files, later, "--foo", "libc6" };
	struct error error = { 0 };
	struct zero functions;

	ck_assert_int_eq(library_open(&libc, &functions, &error), -1);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	ck_assert_str_eq(error.text,
	    "--foo needs libc.so.6 with of_the_year_3000: install a later "
	    "version (libc6)");
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("library");
	TCase *tests = tcase_create("library");

	tcase_add_test(
	    tests, the_second_name_is_tried_when_the_first_is_missing);
	tcase_add_test(tests, a_missing_library_is_told_with_its_package);
	tcase_add_test(tests, a_missing_function_asks_for_a_later_version);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
