#include "resolve.h"

#include <signal.h>
#include <string.h>

#include "unit.h"

static struct addresses addresses;
static struct error error;

static int
resolve(const char *name, int family)
{
	return resolve_name(
	    &addresses, name, 25, family, deadline_in(20), &error);
}

START_TEST(resolve_finds_localhost)
{
	char text[ADDRESS_TEXT_SIZE];

	ck_assert_int_eq(resolve("localhost", AF_INET), 0);
	ck_assert_uint_ge(addresses.count, 1);
	ck_assert(address_is_local(&addresses.list[0]));
	address_print(&addresses.list[0], true, text);
	ck_assert_str_eq(text, "127.0.0.1:25");
}
END_TEST

START_TEST(resolve_gives_each_address_once)
{
	char one[ADDRESS_TEXT_SIZE], two[ADDRESS_TEXT_SIZE];

	ck_assert_int_eq(resolve("localhost", AF_UNSPEC), 0);
	ck_assert_uint_le(addresses.count, ADDRESS_MAX);
	for (size_t i = 0; i < addresses.count; i++) {
		address_print(&addresses.list[i], true, one);
		for (size_t j = 0; j < i; j++) {
			address_print(&addresses.list[j], true, two);
			ck_assert_str_ne(one, two);
		}
	}
}
END_TEST

START_TEST(resolve_takes_a_numeric_address_as_it_is)
{
	char text[ADDRESS_TEXT_SIZE];

	ck_assert_int_eq(resolve("192.0.2.1", AF_UNSPEC), 0);
	ck_assert_uint_eq(addresses.count, 1);
	address_print(&addresses.list[0], true, text);
	ck_assert_str_eq(text, "192.0.2.1:25");
}
END_TEST

START_TEST(resolve_says_that_the_family_is_missing)
{
	ck_assert_int_eq(resolve("192.0.2.1", AF_INET6), -1);
	ck_assert_int_eq(error.kind, ERROR_RESOLVE);
	ck_assert_ptr_nonnull(strstr(error.text, "192.0.2.1"));
}
END_TEST

/* Where there is no resolver, it cannot tell. */
START_TEST(resolve_says_that_there_is_no_such_name)
{
	ck_assert_int_eq(resolve("nosuch.invalid", AF_UNSPEC), -1);
	ck_assert(error.kind == ERROR_RESOLVE || error.kind == ERROR_RETRY);
	ck_assert_ptr_nonnull(strstr(error.text, "nosuch.invalid"));
}
END_TEST

START_TEST(resolve_makes_a_hostile_name_printable)
{
	ck_assert_int_eq(resolve("no|such<\033[31m>.invalid", AF_UNSPEC), -1);
	ck_assert_int_ne(error.kind, ERROR_NONE);
	ck_assert_ptr_null(strpbrk(error.text, "|<>\033"));
}
END_TEST

START_TEST(resolve_waits_no_longer_than_the_deadline)
{
	ck_assert_int_eq(resolve_name(&addresses, "nosuch.invalid", 25,
			     AF_UNSPEC, DEADLINE_NOW, &error),
	    -1);
	ck_assert_int_eq(error.kind, ERROR_TIMEOUT);
}
END_TEST

/* The watchdog's signal must find the main thread, not the helper. */
START_TEST(resolve_leaves_the_mask_of_signals_alone)
{
	sigset_t before, after;

	(void)sigemptyset(&before);
	(void)sigaddset(&before, SIGUSR1);
	(void)sigprocmask(SIG_SETMASK, &before, NULL);
	(void)resolve("localhost", AF_UNSPEC);
	(void)sigprocmask(SIG_SETMASK, NULL, &after);
	ck_assert_int_eq(sigismember(&after, SIGUSR1), 1);
	ck_assert_int_eq(sigismember(&after, SIGALRM), 0);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("resolve");
	TCase *tests = tcase_create("resolve");

	tcase_set_timeout(tests, 40);
	tcase_add_test(tests, resolve_finds_localhost);
	tcase_add_test(tests, resolve_gives_each_address_once);
	tcase_add_test(tests, resolve_takes_a_numeric_address_as_it_is);
	tcase_add_test(tests, resolve_says_that_the_family_is_missing);
	tcase_add_test(tests, resolve_says_that_there_is_no_such_name);
	tcase_add_test(tests, resolve_makes_a_hostile_name_printable);
	tcase_add_test(tests, resolve_waits_no_longer_than_the_deadline);
	tcase_add_test(tests, resolve_leaves_the_mask_of_signals_alone);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
