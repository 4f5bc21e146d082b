#include "message.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base64.h"
#include "stream_script.h"
#include "unit.h"

static struct stream *stream;
static struct smtp_client *smtp;
static struct message_writer writer;
static struct error error;
static struct buf out = BUF_INIT(256 * 1024);

static void
set_up(void)
{
	stream = stream_script("");
	smtp = smtp_client_new(stream, NULL, NULL);
	writer.client = smtp;
}

static void
tear_down(void)
{
	smtp_client_free(smtp);
	stream_free(stream);
	buf_free(&out);
}

static int
put(const char *text, size_t len)
{
	return message_write(&writer, text, len, deadline_in(10), &error);
}

static int
end(void)
{
	return message_end(&writer, deadline_in(10), &error);
}

/* The text in pieces of this length. */
static int
put_in_pieces(const char *text, size_t len, size_t piece)
{
	int rc = 0;

	for (size_t i = 0; i < len && rc == 0; i += piece)
		rc = put(text + i, len - i < piece ? len - i : piece);
	return rc;
}

/* A text, the same on its way, and the octets that RFC 1870 counts. */
static const struct {
	const char *text, *sent;
	size_t size;
} texts[] = {
	{ "", ".\r\n", 0 },
	{ "\n", "\r\n.\r\n", 2 },
	{ "one", "one\r\n.\r\n", 5 },
	{ "one\n", "one\r\n.\r\n", 5 },
	{ "one\r\n", "one\r\n.\r\n", 5 },
	{ "one\ntwo\r\n\r\nfour", "one\r\ntwo\r\n\r\nfour\r\n.\r\n", 18 },
	{ ".", "..\r\n.\r\n", 3 },
	{ ".\n", "..\r\n.\r\n", 3 },
	{ ".\r\n.\r\n", "..\r\n..\r\n.\r\n", 6 },
	{ "..\n", "...\r\n.\r\n", 4 },
	{ "a.b\n.c\n", "a.b\r\n..c\r\n.\r\n", 9 },
	{ "a\n\n.\n", "a\r\n\r\n..\r\n.\r\n", 8 },
	{ "a\r\n.b", "a\r\n..b\r\n.\r\n", 7 },
};

START_TEST(message_has_crlf_and_doubled_dots_wherever_it_is_cut)
{
	size_t len = strlen(texts[_i].text);

	for (size_t piece = 1; piece <= len + 1; piece++) {
		tear_down();
		memset(&writer, 0, sizeof(writer));
		set_up();
		ck_assert_int_eq(put_in_pieces(texts[_i].text, len, piece), 0);
		ck_assert_int_eq(end(), 0);
		ck_assert_str_eq(stream_script_written(stream), texts[_i].sent);
		ck_assert_uint_eq(writer.size, texts[_i].size);
		ck_assert(!writer.eight_bit);
	}
}
END_TEST

START_TEST(message_without_a_client_is_measured)
{
	struct message_writer measure = { .client = NULL };
	size_t len = strlen(texts[_i].text);

	ck_assert_int_eq(
	    message_write(&measure, texts[_i].text, len, DEADLINE_NOW, &error),
	    0);
	ck_assert_int_eq(message_end(&measure, DEADLINE_NOW, &error), 0);
	ck_assert_uint_eq(measure.size, texts[_i].size);
}
END_TEST

static const struct {
	const char *text;
	size_t len;
} forbidden[] = {
	{ "a\rb", 3 },
	{ "\rb\n", 3 },
	{ "a\r\r\n", 4 },
	{ "a\r", 2 },
	{ "\r", 1 },
	{ "a\n\r", 3 },
	{ "a\0b", 3 },
	{ "\0", 1 },
	{ "a\n\0\n", 4 },
};

START_TEST(message_refuses_bare_cr_and_nul_wherever_it_is_cut)
{
	for (size_t piece = 1; piece <= forbidden[_i].len; piece++) {
		memset(&writer, 0, sizeof(writer));
		error_clear(&error);
		if (put_in_pieces(
			forbidden[_i].text, forbidden[_i].len, piece) == 0)
			ck_assert_int_eq(end(), -1);
		ck_assert_int_eq(error.kind, ERROR_USAGE);
	}
}
END_TEST

/* A line of so many dots, which are doubled but count once. */
static int
put_dots(int dots, const char *line_end, size_t piece)
{
	char line[MESSAGE_LINE + 4];
	int len = snprintf(line, sizeof(line), "%0*d%s", dots, 0, line_end);

	memset(line, '.', (size_t)dots);
	return put_in_pieces(line, (size_t)len, piece);
}

START_TEST(message_takes_lines_of_998_octets_and_no_more)
{
	static const char *const ends[] = { "", "\n", "\r\n" };
	size_t piece = _i < 3 ? 4096 : 7;

	ck_assert_int_eq(put_dots(MESSAGE_LINE, ends[_i % 3], piece), 0);
	ck_assert_int_eq(end(), 0);
	ck_assert_uint_eq(writer.size, MESSAGE_LINE + 2);
	ck_assert_int_eq(put_dots(MESSAGE_LINE + 1, ends[_i % 3], piece), -1);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
}
END_TEST

START_TEST(message_tells_when_it_is_more_than_ascii)
{
	ck_assert_int_eq(put("ascii\n\x7f", 7), 0);
	ck_assert(!writer.eight_bit);
	ck_assert_int_eq(put("\xc3\xa4", 2), 0);
	ck_assert(writer.eight_bit);
	ck_assert_int_eq(put("ascii", 5), 0);
	ck_assert(writer.eight_bit);
}
END_TEST

START_TEST(message_end_owes_us_a_reply)
{
	ck_assert_uint_eq(smtp->outstanding, 0);
	ck_assert_int_eq(end(), 0);
	ck_assert_uint_eq(smtp->outstanding, 1);
}
END_TEST

static const char *const recipients[] = { "a@example", "b@example",
	"c@example" };

static struct message
example(void)
{
	return (struct message){
		.from = "probe@example",
		.to = recipients,
		.to_count = 2,
		.subject = "a subject",
		.domain = "me.example",
		.token = "65.abc",
	};
}

/* The header's text up to its empty line; NULL: it has none such. */
static const char *
header(const struct message *message)
{
	buf_clear(&out);
	ck_assert_int_eq(message_header(message, &out), 0);
	return buf_string(&out);
}

/* How many fields of this name are there? */
static int
count(const char *text, const char *name)
{
	int n = 0;

	for (; text != NULL; text = strchr(text, '\n')) {
		text += *text == '\n';
		n += strncasecmp(text, name, strlen(name)) == 0 &&
		     text[strlen(name)] == ':';
	}
	return n;
}

START_TEST(message_header_has_what_rfc_5322_wants)
{
	static const char *const names[] = { "Date", "From", "To", "Subject",
		"Message-ID", "MIME-Version", "Content-Type",
		"Content-Transfer-Encoding", "Auto-Submitted" };
	struct message message = example();
	const char *text = header(&message);

	for (int i = 0; i < ROWS_OF(names); i++)
		ck_assert_msg(count(text, names[i]) == 1, "%s", names[i]);
	ck_assert_ptr_nonnull(strstr(text, "\nFrom: <probe@example>\n"));
	ck_assert_ptr_nonnull(
	    strstr(text, "\nTo: <a@example>,\n <b@example>\n"));
	ck_assert_ptr_nonnull(strstr(text, "\nSubject: a subject\n"));
	ck_assert_ptr_nonnull(
	    strstr(text, "\nMessage-ID: <65.abc@me.example>\n"));
	ck_assert_ptr_nonnull(
	    strstr(text, "\nContent-Transfer-Encoding: 7bit\n"));
	ck_assert_str_eq(strstr(text, "\n\n"), "\n\n");
}
END_TEST

START_TEST(message_header_says_when_the_body_is_8bit)
{
	struct message message = example();

	message.eight_bit = true;
	ck_assert_ptr_nonnull(
	    strstr(header(&message), "\nContent-Transfer-Encoding: 8bit\n"));
}
END_TEST

START_TEST(message_header_of_the_user_replaces_ours)
{
	static const char *const mine[] = { "subject: mine", "FROM: x@y",
		"To: everybody", "Date: today", "Message-Id: <1@2>",
		"Content-Type: text/html", "X-Mine: 1" };
	struct message message = example();
	const char *text;

	message.headers = mine;
	message.header_count = 7;
	text = header(&message);
	for (int i = 0; i < 7; i++) {
		char name[32] = "";

		memcpy(name, mine[i], strcspn(mine[i], ":"));
		ck_assert_msg(count(text, name) == 1, "%s", name);
		ck_assert_ptr_nonnull(strstr(text, mine[i]));
	}
	ck_assert_str_eq(strstr(text, "\n\n"), "\n\n");
}
END_TEST

/* Takes the encoded words of a Subject apart, and puts their texts together;
 * each must be valid by itself. */
static void
decode_subject(const char *text, struct buf *subject)
{
	const char *at = strstr(text, "Subject:"), *line_end, *word_end;
	struct buf word = BUF_INIT(1000);

	ck_assert_ptr_nonnull(at);
	at += strlen("Subject:");
	do {
		line_end = strchr(at, '\n');
		ck_assert_int_eq(strncmp(at, " =?UTF-8?B?", 11), 0);
		word_end = strstr(at + 11, "?=");
		ck_assert_ptr_eq(word_end + 2, line_end);
		/* RFC 2047 2: a word, and a line that has one. */
		ck_assert_int_le(word_end + 2 - at - 1, 75);
		ck_assert_int_le(line_end - at, 76);
		buf_clear(&word);
		ck_assert_int_eq(
		    base64_decode(&word, at + 11, (size_t)(word_end - at) - 11),
		    0);
		/* Not in the middle of a character (RFC 2047 5) */
		ck_assert_int_ne(word.data[0] & 0xc0, 0x80);
		(void)buf_append(subject, word.data, word.len);
		at = line_end + 1;
	} while (*at == ' ');
	buf_free(&word);
}

START_TEST(message_subject_beyond_ascii_is_encoded)
{
	static const char *const letters[] = { "\xc3\xa4", "\xe2\x82\xac",
		"\xf0\x9f\x93\xa7", "x\xc3\xa4" };
	struct message message = example();
	struct buf subject = BUF_INIT(2000), back = BUF_INIT(2000);

	for (int n = 1; n < 60; n++) {
		(void)buf_puts(&subject, letters[_i]);
		message.subject = buf_string(&subject);
		buf_clear(&back);
		decode_subject(header(&message), &back);
		ck_assert_str_eq(buf_string(&back), message.subject);
	}
	buf_free(&subject);
	buf_free(&back);
}
END_TEST

START_TEST(message_subject_keeps_its_first_line_within_76)
{
	struct message message = example();
	const char *at;

	message.subject = "\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4"
			  "\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4"
			  "\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4"
			  "\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4\xc3\xa4";
	at = strstr(header(&message), "Subject:");
	ck_assert_ptr_nonnull(at);
	/* RFC 2047 2: each line that has an encoded word. */
	ck_assert_uint_le(strcspn(at, "\n"), 76);
}
END_TEST

START_TEST(message_header_that_does_not_fit_is_no_header)
{
	static const char *const mine[] = { "X-Mine: a value of some length" };
	struct message message = example();
	size_t whole;

	message.headers = mine;
	message.header_count = 1;
	whole = strlen(header(&message));
	for (size_t limit = 0; limit < whole; limit++) {
		struct buf small = BUF_INIT(limit);

		ck_assert_msg(message_header(&message, &small) == -1,
		    "%zu bytes: \"%s\"", limit, buf_string(&small));
		buf_free(&small);
	}
}
END_TEST

START_TEST(message_default_body_has_the_token)
{
	struct message message = example();
	const char *text;

	ck_assert_int_eq(message_default_body(&message, &out), 0);
	text = buf_string(&out);
	ck_assert_ptr_nonnull(strstr(text, "65.abc"));
	ck_assert_ptr_nonnull(strstr(text, "check_smtp_auth"));
	ck_assert_int_eq(text[out.len - 1], '\n');
	ck_assert_int_eq(put(text, out.len), 0);
	ck_assert_int_eq(end(), 0);
	ck_assert(!writer.eight_bit);
}
END_TEST

START_TEST(message_header_can_be_sent_as_it_is)
{
	struct message message = example();
	const char *text = header(&message);

	ck_assert_int_eq(put(text, strlen(text)), 0);
	ck_assert_int_eq(end(), 0);
}
END_TEST

static const struct {
	const char *line;
	bool valid;
} headers[] = {
	{ "Name: value", true },
	{ "X-Name:value", true },
	{ "X:", true },
	{ "X-1_!#: a:b", true },
	{ "Subject: gr\xc3\xbc\xc3\x9f", true },
	{ "", false },
	{ "Name", false },
	{ ": value", false },
	{ "Na me: value", false },
	{ "Name : value", false },
	{ " Name: value", false },
	{ "Name: a\nBcc: b", false },
	{ "Name: a\r\nBcc: b", false },
	{ "Name: a\r", false },
	{ "Na\tme: a", false },
	{ "N\xc3\xa4me: a", false },
};

START_TEST(message_header_valid_knows_name_and_value)
{
	ck_assert_int_eq(
	    message_header_valid(headers[_i].line), headers[_i].valid);
}
END_TEST

START_TEST(message_header_valid_knows_the_longest_line)
{
	char line[MESSAGE_LINE + 2];

	memset(line, 'x', sizeof(line));
	memcpy(line, "Name:", 5);
	line[MESSAGE_LINE] = '\0';
	ck_assert(message_header_valid(line));
	line[MESSAGE_LINE] = 'x';
	line[MESSAGE_LINE + 1] = '\0';
	ck_assert(!message_header_valid(line));
}
END_TEST

START_TEST(message_tokens_differ)
{
	char tokens[100][MESSAGE_TOKEN_SIZE];

	for (int i = 0; i < 100; i++) {
		message_token(tokens[i]);
		ck_assert_uint_lt(strlen(tokens[i]), MESSAGE_TOKEN_SIZE);
		ck_assert_uint_gt(strlen(tokens[i]), 16);
		/* It stands in a Message-ID, and in a search. */
		for (const char *c = tokens[i]; *c != '\0'; c++)
			ck_assert(isalnum((unsigned char)*c) || *c == '.');
		for (int j = 0; j < i; j++)
			ck_assert_str_ne(tokens[i], tokens[j]);
	}
}
END_TEST

static TCase *
writing(void)
{
	TCase *tests = tcase_create("writer");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_loop_test(tests,
	    message_has_crlf_and_doubled_dots_wherever_it_is_cut, 0,
	    ROWS_OF(texts));
	tcase_add_loop_test(
	    tests, message_without_a_client_is_measured, 0, ROWS_OF(texts));
	tcase_add_loop_test(tests,
	    message_refuses_bare_cr_and_nul_wherever_it_is_cut, 0,
	    ROWS_OF(forbidden));
	tcase_add_loop_test(
	    tests, message_takes_lines_of_998_octets_and_no_more, 0, 6);
	tcase_add_test(tests, message_tells_when_it_is_more_than_ascii);
	tcase_add_test(tests, message_end_owes_us_a_reply);
	tcase_add_test(tests, message_default_body_has_the_token);
	tcase_add_test(tests, message_header_can_be_sent_as_it_is);
	return tests;
}

static TCase *
heading(void)
{
	TCase *tests = tcase_create("header");

	tcase_add_test(tests, message_header_has_what_rfc_5322_wants);
	tcase_add_test(tests, message_header_says_when_the_body_is_8bit);
	tcase_add_test(tests, message_header_of_the_user_replaces_ours);
	tcase_add_loop_test(
	    tests, message_subject_beyond_ascii_is_encoded, 0, 4);
	tcase_add_test(tests, message_subject_keeps_its_first_line_within_76);
	tcase_add_test(tests, message_header_that_does_not_fit_is_no_header);
	tcase_add_loop_test(tests, message_header_valid_knows_name_and_value, 0,
	    ROWS_OF(headers));
	tcase_add_test(tests, message_header_valid_knows_the_longest_line);
	tcase_add_test(tests, message_tokens_differ);
	return tests;
}

int
main(void)
{
	Suite *all = suite_create("message");

	suite_add_tcase(all, writing());
	suite_add_tcase(all, heading());
	return unit_run(all);
}
