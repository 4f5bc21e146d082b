#include "address.h"

#include <string.h>

#include "unit.h"

/* Numeric addresses, with and without their port. */
static const struct {
	const char *text;
	int family;
	const char *with_port, *without;
	bool local;
} numeric[] = {
	{ "192.0.2.1", AF_INET, "192.0.2.1:25", "192.0.2.1", false },
	{ "127.0.0.1", AF_INET, "127.0.0.1:25", "127.0.0.1", true },
	{ "127.255.255.254", AF_INET, "127.255.255.254:25", "127.255.255.254",
	    true },
	{ "128.0.0.1", AF_INET, "128.0.0.1:25", "128.0.0.1", false },
	{ "0.0.0.0", AF_INET, "0.0.0.0:25", "0.0.0.0", false },
	{ "::1", AF_INET6, "[::1]:25", "::1", true },
	{ "2001:db8::1", AF_INET6, "[2001:db8::1]:25", "2001:db8::1", false },
	{ "2001:DB8:0:0::1", AF_INET6, "[2001:db8::1]:25", "2001:db8::1",
	    false },
	{ "::ffff:127.0.0.1", AF_INET6, "[::ffff:127.0.0.1]:25",
	    "::ffff:127.0.0.1", true },
	{ "::ffff:192.0.2.1", AF_INET6, "[::ffff:192.0.2.1]:25",
	    "::ffff:192.0.2.1", false },
	{ "::127.0.0.1", AF_INET6, "[::127.0.0.1]:25", "::127.0.0.1", false },
	{ "fe80::1%lo", AF_INET6, "[fe80::1%lo]:25", "fe80::1%lo", false },
	{ "::", AF_INET6, "[::]:25", "::", false },
};

START_TEST(address_numeric_is_printed_as_it_was_meant)
{
	struct address address;
	char text[ADDRESS_TEXT_SIZE];

	ck_assert(address_numeric(&address, numeric[_i].text, 25, AF_UNSPEC));
	ck_assert_int_eq(address.socket.ss_family, numeric[_i].family);
	address_print(&address, true, text);
	ck_assert_str_eq(text, numeric[_i].with_port);
	address_print(&address, false, text);
	ck_assert_str_eq(text, numeric[_i].without);
}
END_TEST

START_TEST(address_numeric_is_of_the_family_asked_for)
{
	int family = numeric[_i].family;
	struct address address;

	ck_assert(address_numeric(&address, numeric[_i].text, 25, family));
	ck_assert(!address_numeric(&address, numeric[_i].text, 25,
	    family == AF_INET ? AF_INET6 : AF_INET));
}
END_TEST

START_TEST(address_is_local_knows_loopback)
{
	struct address address;

	ck_assert(address_numeric(&address, numeric[_i].text, 25, AF_UNSPEC));
	ck_assert_int_eq(address_is_local(&address), numeric[_i].local);
}
END_TEST

static const char *const names[] = { "", "localhost", "mail.example", "127.1",
	"127.0.0", "127.0.0.1.", "127.0.0.256", "0x7f000001", "2130706433",
	"127.0.0.1:25", "[::1]", "[::1]:25", ":::1", "1:2:3", "::g",
	"fe80::1%nosuchinterface", "::1%", "192.0.2.1 ", " ::1",
	"2001:0db8:0000:0000:0000:0000:0000:0001:0002:0003:0004:0005:0006" };

START_TEST(address_numeric_refuses_names)
{
	struct address address;

	ck_assert(!address_numeric(&address, names[_i], 25, AF_UNSPEC));
}
END_TEST

START_TEST(address_numeric_has_the_port)
{
	struct address address;
	char text[ADDRESS_TEXT_SIZE];

	ck_assert(address_numeric(&address, "192.0.2.1", 65535, AF_UNSPEC));
	address_print(&address, true, text);
	ck_assert_str_eq(text, "192.0.2.1:65535");
}
END_TEST

START_TEST(address_unix_is_local_and_its_path)
{
	struct error error = { 0 };
	struct address address;
	char text[ADDRESS_TEXT_SIZE];

	ck_assert_int_eq(address_unix(&address, "/run/lmtp", &error), 0);
	ck_assert(address_is_local(&address));
	address_print(&address, true, text);
	ck_assert_str_eq(text, "/run/lmtp");
	address_print(&address, false, text);
	ck_assert_str_eq(text, "/run/lmtp");
}
END_TEST

START_TEST(address_unix_refuses_a_path_that_is_too_long)
{
	struct error error = { 0 };
	struct address address;
	char path[109], text[ADDRESS_TEXT_SIZE];

	memset(path, 'x', sizeof(path) - 1);
	path[0] = '/';
	path[108] = '\0';
	ck_assert_int_eq(address_unix(&address, path, &error), -1);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	error_clear(&error);
	path[107] = '\0';
	ck_assert_int_eq(address_unix(&address, path, &error), 0);
	address_print(&address, true, text);
	ck_assert_str_eq(text, path);
}
END_TEST

START_TEST(address_of_nothing_is_not_local)
{
	struct address address = { .len = 0 };

	ck_assert(!address_is_local(&address));
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("address");
	TCase *tests = tcase_create("address");

	tcase_add_loop_test(tests, address_numeric_is_printed_as_it_was_meant,
	    0, ROWS_OF(numeric));
	tcase_add_loop_test(tests, address_numeric_is_of_the_family_asked_for,
	    0, ROWS_OF(numeric));
	tcase_add_loop_test(
	    tests, address_is_local_knows_loopback, 0, ROWS_OF(numeric));
	tcase_add_loop_test(
	    tests, address_numeric_refuses_names, 0, ROWS_OF(names));
	tcase_add_test(tests, address_numeric_has_the_port);
	tcase_add_test(tests, address_unix_is_local_and_its_path);
	tcase_add_test(tests, address_unix_refuses_a_path_that_is_too_long);
	tcase_add_test(tests, address_of_nothing_is_not_local);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
