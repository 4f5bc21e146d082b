#include "service.h"

#include <string.h>

#include "unit.h"

static const struct {
	const char *bytes;
	const char *what;
} voices[] = {
	{ "* OK [CAPABILITY IMAP4rev1] ready", "IMAP" },
	{ "* ok", "IMAP" },
	{ "* BYE too many connections", "IMAP" },
	{ "* PREAUTH hello", "IMAP" },
	{ "* BAD command", "IMAP" },
	{ "+OK ready", "POP3" },
	{ "-ERR no", "POP3" },
	{ "\"IMPLEMENTATION\" \"Pigeonhole\"", "ManageSieve" },
	{ "HTTP/1.1 400 Bad Request", "web" },
	{ "<!doctype html>", "web" },
	{ "<HTML>", "web" },
	{ "SSH-2.0-OpenSSH_9.2p1", "SSH" },
	{ "\x15\x03\x03", "TLS" },
	{ "\x16\x03\x01", "TLS" },
	{ "220 mail.example ESMTP", NULL },
	{ "220-* OK", NULL },
	{ "*", NULL },
	{ "\x15", NULL },
	{ "\x15\x02", NULL },
	{ "", NULL },
	{ " SSH-", NULL },
};

START_TEST(service_is_known_by_what_it_says)
{
	const char *bytes = voices[_i].bytes;
	const char *what = service_that_says(bytes, strlen(bytes));

	if (voices[_i].what == NULL)
		ck_assert_ptr_null(what);
	else
		ck_assert_ptr_nonnull(strstr(what, voices[_i].what));
}
END_TEST

START_TEST(service_reads_no_further_than_the_bytes)
{
	ck_assert_ptr_null(service_that_says("SSH-", 3));
	ck_assert_ptr_nonnull(service_that_says("SSH-", 4));
}
END_TEST

START_TEST(service_is_known_by_its_port)
{
	bool over_tls = false;

	ck_assert_str_eq(service_of_port(465, &over_tls), "SMTP");
	ck_assert(over_tls);
	ck_assert_str_eq(service_of_port(993, &over_tls), "IMAP");
	ck_assert(over_tls);
	ck_assert_str_eq(service_of_port(110, &over_tls), "POP3");
	ck_assert(!over_tls);
	ck_assert_str_eq(service_of_port(8080, &over_tls), "HTTP");
	ck_assert_ptr_null(service_of_port(25, &over_tls));
	ck_assert_ptr_null(service_of_port(587, &over_tls));
}
END_TEST

int
main(void)
{
	Suite *all = suite_create("service");
	TCase *tests = tcase_create("service");

	tcase_add_loop_test(
	    tests, service_is_known_by_what_it_says, 0, ROWS_OF(voices));
	tcase_add_test(tests, service_reads_no_further_than_the_bytes);
	tcase_add_test(tests, service_is_known_by_its_port);
	suite_add_tcase(all, tests);
	return unit_run(all);
}
