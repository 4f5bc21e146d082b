/* Whose fault a failed transfer is: the other side's, or this host's. */
#include "web_failure.h"

#include <errno.h>
#include <string.h>

#include "unit.h"

static const struct {
	struct web_failure failure;
	enum error_kind kind;
	const char *said;
} rows[] = {
	{ { .code = 7, .reason = "Couldn't connect", .number = ECONNREFUSED },
	    ERROR_CONNECT, "no connection: Connection refused" },
	{ { .code = 7, .reason = "Couldn't connect", .number = ENOBUFS },
	    ERROR_USAGE, "no connection: No buffer space available" },
	{ { .code = 7, .reason = "Couldn't connect", .number = EMFILE },
	    ERROR_USAGE, "no connection: Too many open files" },
	{ { .code = 35, .reason = "Recv failure: Cannot allocate memory" },
	    ERROR_USAGE, "Cannot allocate memory" },
	{ { .code = 35, .reason = "Recv failure: Connection reset by peer" },
	    ERROR_CLOSED, "closed during the TLS handshake" },
	{ { .code = 55, .reason = "Send failure: No buffer space available" },
	    ERROR_USAGE, "No buffer space available" },
	{ { .code = 56, .reason = "Recv failure: Connection reset by peer" },
	    ERROR_CLOSED, "the connection broke" },
	{ { .code = 35, .reason = "error setting certificate file: /ca.pem" },
	    ERROR_USAGE, "the trusted certificates cannot be read" },
	{ { .code = 43, .reason = "" }, ERROR_USAGE,
	    "a system call of libcurl has failed" },
	{ { .code = 2, .reason = "" }, ERROR_USAGE,
	    "libcurl cannot be initialised" },
	{ { .code = 999, .reason = "what is this" }, ERROR_PROTOCOL,
	    "libcurl's error 999: what is this" },
};

START_TEST(failure_is_the_other_sides_or_this_hosts)
{
	struct web_failure failure = rows[_i].failure;
	struct error error = { 0 };

	failure.host = "token.example";
	ck_assert_int_eq(web_failure_report(&failure, &error), -1);
	ck_assert_msg(error.kind == rows[_i].kind, "%s", error.text);
	ck_assert_msg(
	    strncmp(error.text, "token.example: ", 15) == 0, "%s", error.text);
	ck_assert_msg(
	    strstr(error.text, rows[_i].said) != NULL, "%s", error.text);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("web_failure");
	TCase *tests = tcase_create("web_failure");

	tcase_add_loop_test(
	    tests, failure_is_the_other_sides_or_this_hosts, 0, ROWS_OF(rows));
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
