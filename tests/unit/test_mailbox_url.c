#include "mailbox_url.h"

#include <stdio.h>
#include <string.h>

#include "unit.h"

static struct mailbox_url url;
static struct error error;
static char text[2048];

static int
parse(const char *typed)
{
	error_clear(&error);
	(void)snprintf(text, sizeof(text), "%s", typed);
	return mailbox_url_parse(&url, text, &error);
}

static const struct {
	const char *text;
	enum mailbox_protocol protocol;
	bool implicit_tls;
	const char *host;
	unsigned int port;
	const char *folder; /* NULL: none */
} good[] = {
	{ "imaps://mail.example.com", MAILBOX_IMAP, true, "mail.example.com",
	    993, NULL },
	{ "imap://mail.example.com", MAILBOX_IMAP, false, "mail.example.com",
	    143, NULL },
	{ "pop3s://mail.example.com", MAILBOX_POP3, true, "mail.example.com",
	    995, NULL },
	{ "pop3://mail.example.com", MAILBOX_POP3, false, "mail.example.com",
	    110, NULL },
	{ "IMAPS://Mail", MAILBOX_IMAP, true, "Mail", 993, NULL },
	{ "imaps://mail:1993", MAILBOX_IMAP, true, "mail", 1993, NULL },
	{ "imaps://192.0.2.1:65535/", MAILBOX_IMAP, true, "192.0.2.1", 65535,
	    NULL },
	{ "imaps://[2001:db8::1]", MAILBOX_IMAP, true, "2001:db8::1", 993,
	    NULL },
	{ "pop3://[::1]:110/", MAILBOX_POP3, false, "::1", 110, NULL },
	{ "imap://mail/Probe", MAILBOX_IMAP, false, "mail", 143, "Probe" },
	{ "imap://mail/INBOX/a.b", MAILBOX_IMAP, false, "mail", 143,
	    "INBOX/a.b" },
	{ "imap://mail/a%20b%2fc%2Fd", MAILBOX_IMAP, false, "mail", 143,
	    "a b/c/d" },
	{ "imap://mail/Gel%C3%B6scht", MAILBOX_IMAP, false, "mail", 143,
	    "Gel\xc3\xb6scht" },
	{ "imap://mail/%25%3B%3F", MAILBOX_IMAP, false, "mail", 143, "%;?" },
	{ "imap://mail./x@y:z", MAILBOX_IMAP, false, "mail.", 143, "x@y:z" },
};

START_TEST(the_parts_of_a_url_are_found)
{
	ck_assert_int_eq(parse(good[_i].text), 0);
	ck_assert_int_eq(url.protocol, good[_i].protocol);
	ck_assert(url.implicit_tls == good[_i].implicit_tls);
	ck_assert_str_eq(url.host, good[_i].host);
	ck_assert_uint_eq(url.port, good[_i].port);
	if (good[_i].folder == NULL)
		ck_assert_ptr_null(url.folder);
	else
		ck_assert_str_eq(url.folder, good[_i].folder);
}
END_TEST

static const char *const bad[] = {
	"",
	"imaps",
	"imaps:mail",
	"imaps:/mail",
	"https://mail",
	"imapss://mail",
	"ima://mail",
	" imaps://mail",
	"imaps://",
	"imaps:///INBOX",
	"imaps://:993",
	"imaps://mail:",
	"imaps://mail:0",
	"imaps://mail:65536",
	"imaps://mail:993993",
	"imaps://mail:+993",
	"imaps://mail:imaps",
	"imaps://mail:99 3",
	"imaps://.mail",
	"imaps://ma il",
	"imaps://ma%69l",
	"imaps://mail?x",
	"imaps://mail#x",
	"imaps://2001:db8::1",
	"imaps://[2001:db8::1",
	"imaps://[2001:db8::1]993",
	"imaps://[192.0.2.1]",
	"imaps://[mail]",
	"imaps://[]",
	"imaps://user@mail",
	"imaps://user:hunter2@mail",
	"imaps://mail/a b",
	"imaps://mail/a\xc3\xb6",
	"imaps://mail/a?b",
	"imaps://mail/a#b",
	"imaps://mail/a;UIDVALIDITY=1",
	"imaps://mail/%",
	"imaps://mail/%4",
	"imaps://mail/%4g",
	"imaps://mail/%00",
	"imaps://mail/%0d%0aA1",
	"imaps://mail/%ff",
	"imaps://mail/%ed%a0%80",
	"pop3s://mail/INBOX",
};

START_TEST(what_is_no_url_of_a_mailbox_is_refused)
{
	ck_assert_int_eq(parse(bad[_i]), -1);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	ck_assert_ptr_null(strstr(error.text, "hunter2"));
}
END_TEST

START_TEST(a_folder_has_its_limit)
{
	char typed[1200];

	memset(typed, 'a', sizeof(typed));
	memcpy(typed, "imap://mail/", 12);
	typed[12 + 1000] = '\0';
	ck_assert_int_eq(parse(typed), 0);
	typed[12 + 1000] = 'a';
	typed[12 + 1001] = '\0';
	ck_assert_int_eq(parse(typed), -1);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("mailbox_url");
	TCase *tests = tcase_create("mailbox_url");

	tcase_add_loop_test(
	    tests, the_parts_of_a_url_are_found, 0, ROWS_OF(good));
	tcase_add_loop_test(
	    tests, what_is_no_url_of_a_mailbox_is_refused, 0, ROWS_OF(bad));
	tcase_add_test(tests, a_folder_has_its_limit);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
