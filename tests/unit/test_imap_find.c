#include "mailbox_peer.h"

#define ITEMS "(UID FLAGS INTERNALDATE BODY.PEEK[HEADER])"
#define SEARCH                                                                 \
	"UID SEARCH OR HEADER X-Mark \"" MARK "\" HEADER Subject \"" MARK "\"\n"
#define HELLO "S: * PREAUTH [CAPABILITY IMAP4rev1 UIDPLUS IDLE] hello\n"
/* The header of a message of ours, all on one line. */
#define OURS "BODY[HEADER] {21}\nS: X-Mark: " MARK

static void
open_box(const char *folder, const char *junk, const char *dialogue)
{
	connect_to(MAILBOX_IMAP, dialogue);
	expect_success(mailbox_greet(box, soon(), &error));
	expect_success(mailbox_login(box, &context, NULL, soon(), &error));
	expect_success(mailbox_open(box, folder, junk, soon(), &error));
}

static int
find(void)
{
	buf_clear(&seen);
	return mailbox_find(box, &search, soon(), &error);
}

static void
expect_found(int ours, const char *ids)
{
	int n = find();

	expect_success(n);
	ck_assert_str_eq(buf_string(&seen), ids);
	ck_assert_int_eq(n, ours);
}

#define NO_JUNK "C: A1 LIST \"\" \"*\"\nS: A1 OK none\n"
#define SELECT_INBOX(n)                                                        \
	"C: A2 SELECT \"INBOX\"\nS: * " n " EXISTS\n"                          \
	"S: * OK [UIDVALIDITY 7] x\nS: * OK [UIDNEXT 100] x\n"                 \
	"S: A2 OK [READ-WRITE] in\n"
#define OPEN(n) HELLO NO_JUNK SELECT_INBOX(n)

START_TEST(imap_finds_what_the_search_finds)
{
	open_box("INBOX", NULL,
	    OPEN("3") "C: A3 " SEARCH "S: * SEARCH 5 9\nS: A3 OK\n"
		      "C: A4 UID FETCH 5,9 " ITEMS "\n"
		      "S: * 1 FETCH (UID 5 INTERNALDATE \" 1-Jul-2003 "
		      "10:52:37 +0200\" " OURS ")\n"
		      "S: * 2 FETCH (RFC822.HEADER \"Subject: x\" UID 9)\n"
		      "S: A4 OK\n");
	expect_found(1, "5!@1057049557 9");
	ck_assert(stream_script_over(stream));
	ck_assert_ptr_null(mailbox_junk(box));
}
END_TEST

START_TEST(imap_looks_at_the_newest_where_the_search_finds_nothing)
{
	open_box("INBOX", NULL,
	    OPEN("70") "C: A3 " SEARCH "S: * SEARCH\nS: A3 OK\n"
		       "C: A4 FETCH 21:* " ITEMS "\n"
		       "S: * 70 FETCH (UID 99 " OURS ")\nS: A4 OK\n"
		       "C: A5 NOOP\nS: * 71 EXISTS\nS: A5 OK\n"
		       "C: A6 UID FETCH 100:* " ITEMS "\n"
		       "S: * 70 FETCH (UID 99 " OURS ")\n"
		       "S: * 71 FETCH (UID 120 " OURS ")\nS: A6 OK\n"
		       "C: A7 NOOP\nS: A7 OK\n"
		       "C: A8 UID FETCH 121:* " ITEMS "\nS: A8 OK\n");
	expect_found(1, "99!");
	expect_found(1, "120!");
	expect_found(0, "");
	ck_assert(stream_script_over(stream));
}
END_TEST

START_TEST(imap_looks_at_the_newest_where_the_server_does_not_search)
{
	open_box("INBOX", NULL,
	    OPEN("2") "C: A3 " SEARCH "S: A3 NO not here\n"
		      "C: A4 FETCH 1:* " ITEMS "\n"
		      "S: * 2 FETCH (UID 99 " OURS ")\nS: A4 OK\n");
	expect_found(1, "99!");
}
END_TEST

START_TEST(imap_looks_at_the_newest_where_the_search_lies)
{
	open_box("INBOX", NULL,
	    OPEN("2") "C: A3 " SEARCH "S: * SEARCH 4 3 4294967296 0 -1 x 4\n"
		      "S: A3 OK\nC: A4 UID FETCH 3,4 " ITEMS "\n"
		      "S: * 1 FETCH (UID 3 BODY[HEADER] \"\")\n"
		      "S: * 1 FETCH (UID 4 BODY[HEADER] NIL)\nS: A4 OK\n"
		      "C: A5 FETCH 1:* " ITEMS "\n"
		      "S: * 1 FETCH (UID 3 BODY[HEADER] \"\")\n"
		      "S: * 2 FETCH (UID 99 " OURS ")\nS: A5 OK\n");
	expect_found(1, "3 99!");
}
END_TEST

START_TEST(imap_looks_at_the_newest_at_the_second_look_too)
{
	open_box("INBOX", NULL,
	    OPEN("2") "C: A3 " SEARCH "S: * SEARCH 5\nS: A3 OK\n"
		      "C: A4 UID FETCH 5 " ITEMS "\n"
		      "S: * 1 FETCH (UID 5 " OURS ")\nS: A4 OK\n"
		      "C: A5 NOOP\nS: A5 OK\nC: A6 FETCH 1:* " ITEMS "\n"
		      "S: * 1 FETCH (UID 5 " OURS ")\n"
		      "S: * 2 FETCH (UID 9 " OURS ")\nS: A6 OK\n");
	expect_found(1, "5!");
	expect_found(1, "9!");
}
END_TEST

START_TEST(imap_reads_the_answer_of_a_server_of_rev2)
{
	connect_to(MAILBOX_IMAP,
	    "S: * PREAUTH [CAPABILITY IMAP4rev2] hello\n"
	    "C: A1 LIST \"\" \"*\"\nS: A1 OK\n"
	    "C: A2 SELECT \"B\303\244r \\\"x\\\"\"\nS: * 9 EXISTS\nS: A2 OK\n"
	    "C: A3 " SEARCH
	    "S: * ESEARCH (TAG \"A3\") UID COUNT 3 ALL 5:6,9 MODSEQ 917162500\n"
	    "S: A3 OK\nC: A4 UID FETCH 5,6,9 " ITEMS "\n"
	    "S: * 1 FETCH (UID 5 BODY[HEADER] ~{21}\nS: X-Mark: " MARK ")\n"
	    "S: A4 OK");
	expect_success(mailbox_greet(box, soon(), &error));
	expect_success(mailbox_login(box, &context, NULL, soon(), &error));
	expect_success(
	    mailbox_open(box, "B\303\244r \"x\"", NULL, soon(), &error));
	expect_found(1, "5!");
	ck_assert(stream_script_over(stream));
}
END_TEST

START_TEST(imap_keeps_the_newest_of_a_search_that_finds_many)
{
	struct buf dialogue = BUF_INIT((size_t)4 * 1024 * 1024);

	(void)buf_puts(&dialogue, OPEN("3") "C: A3 " SEARCH "S: * SEARCH");
	for (int i = 1; i <= 200000; i++)
		(void)buf_printf(&dialogue, " %d", i);
	(void)buf_puts(&dialogue, "\nS: A3 OK\nC: A4 UID FETCH ");
	for (int i = 199951; i <= 200000; i++)
		(void)buf_printf(&dialogue, "%s%d", i == 199951 ? "" : ",", i);
	(void)buf_puts(&dialogue,
	    " " ITEMS "\nS: * 1 FETCH (UID 200000 " OURS ")\nS: A4 OK\n");
	open_box("INBOX", NULL, buf_string(&dialogue));
	expect_found(1, "200000!");
	buf_free(&dialogue);
}
END_TEST

START_TEST(imap_skips_a_literal_that_is_too_long)
{
	struct buf dialogue = BUF_INIT((size_t)4 * 1024 * 1024);

	(void)buf_puts(&dialogue,
	    OPEN("1") "C: A3 " SEARCH "S: * SEARCH 5\nS: A3 OK\n"
		      "C: A4 UID FETCH 5 " ITEMS "\n"
		      "S: * 1 FETCH (BODY[HEADER] {2000000}\nRAW ");
	for (int i = 0; i < 2000000; i++)
		(void)buf_putc(&dialogue, 'x');
	(void)buf_puts(&dialogue, "\nS:  UID 5)\nS: A4 OK\n"
				  "C: A5 FETCH 1:* " ITEMS "\nS: A5 OK\n");
	open_box("INBOX", NULL, buf_string(&dialogue));
	expect_found(0, "5");
	ck_assert_uint_eq(last_header.len, MAILBOX_HEADER_LIMIT);
	ck_assert(stream_script_over(stream));
	buf_free(&dialogue);
}
END_TEST

/* What else a server may send in the middle. */
START_TEST(imap_ignores_what_it_did_not_ask_for)
{
	open_box("INBOX", NULL,
	    OPEN("2") "C: A3 " SEARCH "S: * SEARCH 5\nS: * 1 EXPUNGE\n"
		      "S: * 9 EXISTS\nS: * 4 RECENT\nS: * OK [ALERT] boo\n"
		      "S: * XYZZY (a (b \"c\" {3}\nS: def) NIL) g\n"
		      "S: * 7\nS: * 7 VANISHED x\n"
		      "S: * STATUS \"a)\" (MESSAGES 1)\nS: A3 OK\n"
		      "C: A4 UID FETCH 5 " ITEMS "\n"
		      "S: * 1 FETCH (FLAGS (\\Seen $X) MODSEQ (12))\n"
		      "S: * 1 FETCH (BODY[HEADER] {21}\nS: X-Mark: " MARK ")\n"
		      "S: * 1 FETCH (X-GM-LABELS (\"\\\\Inbox\" (a)) UID 5 "
		      "BODY[HEADER.FIELDS (A B)] {2}\nS: ab ENVELOPE (\"x\" "
		      "((NIL NIL \"a\" \"b\"))) INTERNALDATE \"soon\" " OURS
		      ")\nS: A4 OK\n");
	expect_found(1, "5!");
}
END_TEST

START_TEST(imap_does_not_give_a_message_that_is_flagged_as_deleted)
{
	open_box("INBOX", NULL,
	    OPEN("2") "C: A3 " SEARCH "S: * SEARCH 5 6\nS: A3 OK\n"
		      "C: A4 UID FETCH 5,6 " ITEMS "\n"
		      "S: * 1 FETCH (UID 5 FLAGS (\\Deleted) " OURS ")\n"
		      "S: * 2 FETCH (" OURS " UID 6 FLAGS (\\Seen))\n"
		      "S: A4 OK\n");
	expect_found(1, "6!");
}
END_TEST

START_TEST(imap_gives_no_more_messages_than_it_says)
{
	struct buf dialogue = BUF_INIT((size_t)1024 * 1024);

	(void)buf_puts(&dialogue,
	    OPEN("2") "C: A3 " SEARCH "S: A3 NO\nC: A4 FETCH 1:* " ITEMS "\n");
	for (int i = 1; i <= 1000; i++)
		(void)buf_printf(&dialogue,
		    "S: * %d FETCH (UID %d BODY[HEADER] \"\")\n", i, i);
	(void)buf_puts(&dialogue, "S: A4 OK\n");
	open_box("INBOX", NULL, buf_string(&dialogue));
	ck_assert_int_eq(find(), 0);
	ck_assert_ptr_nonnull(strstr(buf_string(&seen), " 50"));
	ck_assert_ptr_null(strstr(buf_string(&seen), " 51"));
	buf_free(&dialogue);
}
END_TEST

static const struct {
	const char *said, *text;
	enum error_kind kind;
} broken[] = {
	{ "S: A4 NO [SERVERBUG] oops", "fetch: NO [SERVERBUG] oops",
	    ERROR_REJECTED },
	{ "S: * BYE [UNAVAILABLE] oops", "fetch: BYE [UNAVAILABLE] oops",
	    ERROR_RETRY },
	{ "S: * 1 FETCH (UID 5 BODY[HEADER] {}",
	    "fetch: the length of a literal is malformed", ERROR_PROTOCOL },
	{ "S: * 1 FETCH (UID 5 BODY[HEADER] {9999999999999999999999}",
	    "fetch: the length of a literal is malformed", ERROR_PROTOCOL },
	{ "S: * 1 FETCH (UID 5 BODY[HEADER] {-1}",
	    "fetch: the length of a literal is malformed", ERROR_PROTOCOL },
	{ "S: * 1 FETCH (UID 5 BODY[HEADER] {5} x",
	    "fetch: the length of a literal is malformed", ERROR_PROTOCOL },
	{ "S: * 1 FETCH (UID 5 BODY[HEADER] \"abc",
	    "fetch: a quoted string does not end", ERROR_PROTOCOL },
	{ "S: * 1 FETCH (UID 5 BODY[HEADER]",
	    "fetch: a FETCH has an item without its value", ERROR_PROTOCOL },
	{ "S: * 1 FETCH (UID )", "fetch: a FETCH has an item without its value",
	    ERROR_PROTOCOL },
	{ "S: * 1 FETCH (UID 5", "fetch: a FETCH that does not end",
	    ERROR_PROTOCOL },
	{ "S: * 1 FETCH ", "fetch: a FETCH that does not end", ERROR_PROTOCOL },
	{ "S: * 1 FETCH (FLAGS (\\Seen",
	    "fetch: a FETCH whose flags do not end", ERROR_PROTOCOL },
	{ "S: * 1 FETCH (ENVELOPE (((",
	    "fetch: a list does not end on its line", ERROR_PROTOCOL },
	{ "S: * (", "fetch: this is no reply of IMAP: * (", ERROR_PROTOCOL },
	{ "S: + idling",
	    "fetch: the server asks for more, but the command was complete",
	    ERROR_PROTOCOL },
	{ "RAW * 1 FETCH (UID 5 BODY[HEADER] {99}\\r\\nabc\nEOF",
	    "fetch: the server hung up in the middle of an answer",
	    ERROR_CLOSED },
	{ "RAW * 1 FETCH (UID\nTIMEOUT", "fetch: no answer in time",
	    ERROR_TIMEOUT },
};

START_TEST(imap_fails_where_the_answer_is_broken)
{
	struct buf dialogue = BUF_INIT(2000);

	(void)buf_printf(&dialogue,
	    OPEN("2") "C: A3 " SEARCH "S: A3 NO\nC: A4 FETCH 1:* " ITEMS
		      "\n%s\n",
	    broken[_i].said);
	open_box("INBOX", NULL, buf_string(&dialogue));
	expect_failure(find(), broken[_i].kind, broken[_i].text);
	buf_free(&dialogue);
}
END_TEST

/* Behind its dialogue this server says "xxx" for ever. */
struct endless {
	struct stream stream, *script;
};

static ssize_t
endless_read(struct stream *endless, void *to, size_t size,
    struct deadline deadline, struct error *failure)
{
	struct stream *script = ((struct endless *)endless)->script;

	if (!stream_script_over(script))
		return stream_read(script, to, size, deadline, failure);
	memset(to, 'x', size);
	return (ssize_t)size;
}

static int
endless_write(struct stream *endless, const void *bytes, size_t len,
    struct deadline deadline, struct error *failure)
{
	return stream_write(
	    ((struct endless *)endless)->script, bytes, len, deadline, failure);
}

static const char *const without_end[] = {
	"RAW * 1 FETCH (UID 5 BODY[HEADER] {99000000}\\r\\n",
	"RAW * 1 FETCH (UID 5 BODY[HEADER] \"",
	"RAW * 1 FETCH (UID 5 BODY[",
	"RAW * SEARCH ",
	"RAW * OK ",
	"RAW A4 OK ",
	"RAW + ",
	"RAW x",
};

START_TEST(imap_ends_an_answer_without_end)
{
	static const struct stream_ops ops = {
		.read = endless_read,
		.write = endless_write,
	};
	struct endless endless = { .stream = { &ops } };
	struct buf dialogue = BUF_INIT(4000);

	(void)buf_printf(&dialogue,
	    OPEN("2") "C: A3 " SEARCH "S: A3 NO\nC: A4 FETCH 1:* " ITEMS
		      "\n%s\n",
	    without_end[_i]);
	endless.script = stream = stream_script(buf_string(&dialogue));
	box = mailbox_new(MAILBOX_IMAP, &endless.stream, &transcript, &redact);
	expect_success(mailbox_greet(box, soon(), &error));
	expect_success(mailbox_login(box, &context, NULL, soon(), &error));
	expect_success(mailbox_open(box, "INBOX", NULL, soon(), &error));
	ck_assert_int_eq(find(), -1);
	ck_assert_int_eq(error.kind, ERROR_PROTOCOL);
	buf_free(&dialogue);
}
END_TEST

START_TEST(imap_opens_a_folder_by_its_modified_utf_7_name)
{
	open_box("Entw\303\274rfe & \"mehr\"", NULL,
	    HELLO NO_JUNK "C: A2 SELECT \"Entw&APw-rfe &- \\\"mehr\\\"\"\n"
			  "S: * 0 EXISTS\nS: A2 OK in\n");
	expect_found(0, "");
	ck_assert(stream_script_over(stream));
}
END_TEST

START_TEST(imap_fails_at_a_folder_that_is_not_there)
{
	connect_to(MAILBOX_IMAP,
	    HELLO NO_JUNK "C: A2 SELECT \"Nowhere\"\n"
			  "S: A2 NO [NONEXISTENT] no such mailbox\n");
	expect_success(mailbox_greet(box, soon(), &error));
	expect_failure(mailbox_open(box, "Nowhere", NULL, soon(), &error),
	    ERROR_REJECTED, "folder: NO [NONEXISTENT] no such mailbox");
}
END_TEST

START_TEST(imap_refuses_a_name_that_no_folder_has)
{
	static const char *const names[] = { "a\nb", "a\303", "\377" };

	connect_to(MAILBOX_IMAP, HELLO);
	expect_success(mailbox_greet(box, soon(), &error));
	expect_failure(mailbox_open(box, names[_i], NULL, soon(), &error),
	    ERROR_USAGE,
	    "folder: no folder can have this name: it is too long, not UTF-8, "
	    "or has control characters");
}
END_TEST

#define SELECT_JUNK(tag, n)                                                    \
	"C: " tag " SELECT \"Spam &APw-\"\nS: * " n " EXISTS\nS: " tag         \
	" OK in\n"

START_TEST(imap_looks_into_the_folder_that_is_marked_as_junk)
{
	open_box("INBOX", NULL,
	    HELLO "C: A1 LIST \"\" \"*\"\n"
		  "S: * LIST () \"/\" INBOX\n"
		  "S: * LIST (\\Noselect \\Junk) \"/\" X\n"
		  "S: * LIST (\\HasNoChildren \\Junk) NIL {10}\nS: Spam &APw-\n"
		  "S: * LIST (\\Junk) NIL Other\nS: A1 OK\n" SELECT_INBOX(
		      "0") SELECT_JUNK("A3",
		      "1") "C: A4 " SEARCH
			   "S: * SEARCH 3\nS: A4 OK\nC: A5 UID FETCH 3 " ITEMS
			   "\n"
			   "S: * 1 FETCH (UID 3 " OURS ")\nS: A5 OK\n");
	ck_assert_str_eq(mailbox_junk(box), "Spam \303\274");
	expect_found(1, "3!/j");
	ck_assert(stream_script_over(stream));
}
END_TEST

START_TEST(imap_asks_for_the_junk_folder_by_its_use)
{
	open_box("INBOX", NULL,
	    "S: * PREAUTH [CAPABILITY IMAP4rev1 SPECIAL-USE] hello\n"
	    "C: A1 LIST (SPECIAL-USE) \"\" \"*\"\n"
	    "S: * LIST (\\Junk) \"/\" inbox\nS: A1 OK\n" SELECT_INBOX("0"));
	/* The same folder is not looked into twice. */
	expect_found(0, "");
}
END_TEST

START_TEST(imap_needs_the_junk_folder_that_the_user_names)
{
	connect_to(MAILBOX_IMAP,
	    HELLO "C: A1 SELECT \"Spam\"\nS: A1 NO no such folder\n");
	expect_success(mailbox_greet(box, soon(), &error));
	expect_failure(mailbox_open(box, "INBOX", "Spam", soon(), &error),
	    ERROR_REJECTED, "folder: NO no such folder");
}
END_TEST

START_TEST(imap_goes_on_without_a_junk_folder_that_is_gone)
{
	open_box("INBOX", NULL,
	    HELLO "C: A1 LIST \"\" \"*\"\nS: * LIST (\\Junk) NIL Junk\n"
		  "S: A1 OK\n" SELECT_INBOX(
		      "0") "C: A3 SELECT \"Junk\"\nS: A3 NO gone\n"
			   "C: A4 SELECT \"INBOX\"\nS: * 0 EXISTS\nS: A4 OK\n");
	expect_found(0, "");
	expect_found(0, "");
	ck_assert(stream_script_over(stream));
}
END_TEST

START_TEST(imap_forgets_uids_when_the_folder_is_another_one)
{
	open_box("INBOX", "Junk",
	    HELLO "C: A1 SELECT \"Junk\"\nS: * 0 EXISTS\nS: A1 OK\n"
		  "C: A2 SELECT \"INBOX\"\nS: * 1 EXISTS\n"
		  "S: * OK [UIDVALIDITY 7] x\nS: A2 OK\n"
		  "C: A3 " SEARCH "S: A3 NO\nC: A4 FETCH 1:* " ITEMS "\n"
		  "S: * 1 FETCH (UID 90 " OURS ")\nS: A4 OK\n"
		  "C: A5 SELECT \"Junk\"\nS: * 0 EXISTS\nS: A5 OK\n"
		  "C: A6 SELECT \"INBOX\"\nS: * 1 EXISTS\n"
		  "S: * OK [UIDVALIDITY 8] x\nS: A6 OK\n"
		  "C: A7 " SEARCH "S: A7 NO\nC: A8 FETCH 1:* " ITEMS "\n"
		  "S: * 1 FETCH (UID 1 " OURS ")\nS: A8 OK\n"
		  "C: A9 SELECT \"Junk\"\nS: * 0 EXISTS\nS: A9 OK\n");
	expect_found(1, "90!");
	expect_found(1, "1!");
	ck_assert(stream_script_over(stream));
}
END_TEST

START_TEST(imap_waits_by_idle_until_the_server_tells_of_news)
{
	open_box("INBOX", NULL,
	    OPEN("0") "C: A3 IDLE\nS: + idling\nPAUSE\nS: * OK still here\n"
		      "S: * 1 EXISTS\nC: DONE\nS: A3 OK\n"
		      "C: A4 NOOP\nS: A4 OK\nC: A5 UID FETCH 1:* " ITEMS "\n"
		      "S: * 1 FETCH (UID 5 " OURS ")\nS: A5 OK\n");
	expect_found(0, "");
	ck_assert_int_eq(mailbox_wait(box, soon(), soon(), &error), 1);
	expect_found(1, "5!");
	ck_assert(stream_script_over(stream));
}
END_TEST

START_TEST(imap_ends_idle_where_there_is_no_news)
{
	open_box("INBOX", NULL,
	    OPEN("0") "C: A3 IDLE\nS: + idling\nTIMEOUT\nC: DONE\nS: A3 OK\n");
	expect_found(0, "");
	ck_assert_int_eq(mailbox_wait(box, soon(), soon(), &error), 1);
	ck_assert(stream_script_over(stream));
}
END_TEST

START_TEST(imap_selects_the_folder_anew_where_the_server_tells_no_news)
{
	open_box("INBOX", NULL,
	    OPEN("0") "C: A3 IDLE\nS: + idling\nTIMEOUT\nC: DONE\nS: A3 OK\n"
		      "C: A4 SELECT \"INBOX\"\nS: * 1 EXISTS\n"
		      "S: * OK [UIDVALIDITY 7] x\nS: A4 OK\n"
		      "C: A5 UID FETCH 1:* " ITEMS "\n"
		      "S: * 1 FETCH (UID 5 " OURS ")\nS: A5 OK\n");
	expect_found(0, "");
	ck_assert_int_eq(mailbox_wait(box, soon(), soon(), &error), 1);
	expect_found(1, "5!");
	ck_assert(stream_script_over(stream));
}
END_TEST

START_TEST(imap_waits_without_idle_where_it_is_refused)
{
	open_box("INBOX", NULL,
	    OPEN("0") "C: A3 IDLE\nS: A3 BAD no\n"
		      "C: A4 SELECT \"INBOX\"\nS: * 0 EXISTS\nS: A4 OK\n");
	expect_found(0, "");
	ck_assert_int_eq(
	    mailbox_wait(box, deadline_in(0.01), soon(), &error), 1);
	ck_assert_int_eq(
	    mailbox_wait(box, deadline_in(0.01), soon(), &error), 1);
	ck_assert(stream_script_over(stream));
	expect_failure(mailbox_wait(box, DEADLINE_NOW, soon(), &error),
	    ERROR_TIMEOUT, "wait: no news in time");
}
END_TEST

START_TEST(imap_fails_when_the_server_leaves_while_it_waits)
{
	open_box("INBOX", NULL,
	    OPEN("0") "C: A3 IDLE\nS: + idling\nS: * BYE [UNAVAILABLE] off\n");
	expect_found(0, "");
	expect_failure(mailbox_wait(box, soon(), soon(), &error), ERROR_RETRY,
	    "wait: BYE [UNAVAILABLE] off");
}
END_TEST

static const struct mailbox_message message = { .id = "5" };

START_TEST(imap_sends_nothing_more_in_a_session_that_is_broken)
{
	open_box("INBOX", NULL, OPEN("0") "C: A3 IDLE\nTIMEOUT\n");
	expect_found(0, "");
	expect_failure(mailbox_wait(box, soon(), soon(), &error), ERROR_TIMEOUT,
	    "wait: no answer in time");
	error_clear(&error);
	expect_failure(
	    (int)mailbox_remove(box, &message, &search, soon(), &error),
	    ERROR_CLOSED, "delete: the session is over");
	ck_assert(stream_script_over(stream));
}
END_TEST

static enum mailbox_removal
remove_it(void)
{
	return mailbox_remove(box, &message, &search, soon(), &error);
}

#define FETCH_5 "C: A3 UID FETCH 5 " ITEMS "\n"
#define STORE_5 "C: A4 UID STORE 5 +FLAGS (\\Deleted)\n"

START_TEST(imap_removes_a_message_of_ours)
{
	open_box("INBOX", NULL,
	    OPEN("1") FETCH_5
	    "S: * 1 FETCH (UID 5 " OURS ")\nS: A3 OK\n" STORE_5
	    "S: * 1 FETCH (FLAGS (\\Deleted))\nS: A4 OK\n"
	    "C: A5 UID EXPUNGE 5\nS: * 1 EXPUNGE\nS: A5 OK\n");
	ck_assert_int_eq(remove_it(), MAILBOX_REMOVED);
	ck_assert(stream_script_over(stream));
}
END_TEST

START_TEST(imap_only_flags_a_message_without_uidplus)
{
	open_box("INBOX", NULL,
	    "S: * PREAUTH [CAPABILITY IMAP4rev1] hello\n" NO_JUNK SELECT_INBOX(
		"1") FETCH_5 "S: * 1 FETCH (UID 5 " OURS ")\nS: A3 OK\n" STORE_5
			     "S: A4 OK\n");
	ck_assert_int_eq(remove_it(), MAILBOX_FLAGGED);
	ck_assert(stream_script_over(stream));
}
END_TEST

/* What the server shows for UID 5 when it is to be removed. */
static const char *const foreign[] = {
	"S: * 1 FETCH (UID 5 BODY[HEADER] \"Subject: dear Tim\")\n",
	"S: * 1 FETCH (UID 5 BODY[HEADER] \"Subject: dear Tim\")\n"
	"S: * 1 FETCH (UID 5 " OURS ")\n",
	"S: * 1 FETCH (UID 6 " OURS ")\n"
	"S: * 1 FETCH (UID 5 BODY[HEADER] \"\")\n",
};

START_TEST(imap_never_removes_a_foreign_message)
{
	struct buf dialogue = BUF_INIT(4000);

	(void)buf_printf(&dialogue,
	    OPEN("1") FETCH_5 "%sS: A3 OK\n"
			      "C: A4 LOGOUT\nS: * BYE\nS: A4 OK\n",
	    foreign[_i]);
	open_box("INBOX", NULL, buf_string(&dialogue));
	expect_failure((int)remove_it(), ERROR_PROTOCOL,
	    "delete: the message that the server shows now is not ours");
	error_clear(&error);
	expect_success(mailbox_close(box, soon(), &error));
	ck_assert(stream_script_over(stream));
	buf_free(&dialogue);
}
END_TEST

START_TEST(imap_takes_a_message_that_is_gone_for_removed)
{
	open_box("INBOX", NULL,
	    OPEN("1") FETCH_5 "S: * 1 FETCH (UID 6 " OURS ")\nS: A3 OK\n");
	ck_assert_int_eq(remove_it(), MAILBOX_REMOVED);
	ck_assert(stream_script_over(stream));
}
END_TEST

START_TEST(imap_goes_on_after_a_removal_that_is_refused)
{
	open_box("INBOX", NULL,
	    OPEN("1") FETCH_5 "S: * 1 FETCH (UID 5 " OURS
			      ")\nS: A3 OK\n" STORE_5
			      "S: A4 NO [NOPERM] read only\n"
			      "C: A5 LOGOUT\nS: * BYE\nS: A5 OK\n");
	expect_failure(
	    (int)remove_it(), ERROR_REJECTED, "delete: NO [NOPERM] read only");
	error_clear(&error);
	expect_success(mailbox_close(box, soon(), &error));
	ck_assert(stream_script_over(stream));
}
END_TEST

/* Other people's mail is nobody's business. */
START_TEST(imap_keeps_headers_out_of_the_transcript)
{
	open_box("INBOX", NULL,
	    OPEN("1") FETCH_5 "S: * 1 FETCH (UID 5 " OURS
			      ")\nS: A3 OK\n" STORE_5 "S: A4 NO\n");
	(void)remove_it();
	ck_assert_ptr_null(strstr(buf_string(&transcript.text), "X-Mark"));
	ck_assert_ptr_nonnull(strstr(buf_string(&transcript.text),
	    "S: * 1 FETCH (UID 5 BODY[HEADER] {21})\n"));
}
END_TEST

static void
add_finding(TCase *tests)
{
	tcase_add_test(tests, imap_finds_what_the_search_finds);
	tcase_add_test(
	    tests, imap_looks_at_the_newest_where_the_search_finds_nothing);
	tcase_add_test(
	    tests, imap_looks_at_the_newest_where_the_server_does_not_search);
	tcase_add_test(tests, imap_looks_at_the_newest_where_the_search_lies);
	tcase_add_test(tests, imap_looks_at_the_newest_at_the_second_look_too);
	tcase_add_test(tests, imap_reads_the_answer_of_a_server_of_rev2);
	tcase_add_test(
	    tests, imap_keeps_the_newest_of_a_search_that_finds_many);
	tcase_add_test(tests, imap_skips_a_literal_that_is_too_long);
	tcase_add_test(tests, imap_ignores_what_it_did_not_ask_for);
	tcase_add_test(
	    tests, imap_does_not_give_a_message_that_is_flagged_as_deleted);
	tcase_add_test(tests, imap_gives_no_more_messages_than_it_says);
	tcase_add_loop_test(
	    tests, imap_fails_where_the_answer_is_broken, 0, ROWS_OF(broken));
	tcase_add_loop_test(
	    tests, imap_ends_an_answer_without_end, 0, ROWS_OF(without_end));
}

static void
add_folders(TCase *tests)
{
	tcase_add_test(tests, imap_opens_a_folder_by_its_modified_utf_7_name);
	tcase_add_test(tests, imap_fails_at_a_folder_that_is_not_there);
	tcase_add_loop_test(
	    tests, imap_refuses_a_name_that_no_folder_has, 0, 3);
	tcase_add_test(
	    tests, imap_looks_into_the_folder_that_is_marked_as_junk);
	tcase_add_test(tests, imap_asks_for_the_junk_folder_by_its_use);
	tcase_add_test(tests, imap_needs_the_junk_folder_that_the_user_names);
	tcase_add_test(tests, imap_goes_on_without_a_junk_folder_that_is_gone);
	tcase_add_test(tests, imap_forgets_uids_when_the_folder_is_another_one);
}

static void
add_waiting_and_removing(TCase *tests)
{
	tcase_add_test(
	    tests, imap_waits_by_idle_until_the_server_tells_of_news);
	tcase_add_test(tests, imap_ends_idle_where_there_is_no_news);
	tcase_add_test(
	    tests, imap_selects_the_folder_anew_where_the_server_tells_no_news);
	tcase_add_test(tests, imap_waits_without_idle_where_it_is_refused);
	tcase_add_test(tests, imap_fails_when_the_server_leaves_while_it_waits);
	tcase_add_test(
	    tests, imap_sends_nothing_more_in_a_session_that_is_broken);
	tcase_add_test(tests, imap_removes_a_message_of_ours);
	tcase_add_test(tests, imap_only_flags_a_message_without_uidplus);
	tcase_add_loop_test(
	    tests, imap_never_removes_a_foreign_message, 0, ROWS_OF(foreign));
	tcase_add_test(tests, imap_takes_a_message_that_is_gone_for_removed);
	tcase_add_test(tests, imap_goes_on_after_a_removal_that_is_refused);
	tcase_add_test(tests, imap_keeps_headers_out_of_the_transcript);
}

static Suite *
suite(void)
{
	Suite *all = suite_create("imap_find");
	TCase *tests = tcase_create("imap_find");

	tcase_add_checked_fixture(tests, set_up_box, tear_down_box);
	add_finding(tests);
	add_folders(tests);
	add_waiting_and_removing(tests);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
