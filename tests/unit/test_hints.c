#include "hints.h"

#include <ctype.h>
#include <string.h>

#include "buf.h"
#include "hint_replies.h"
#include "metric_labels.h"
#include "negative_checks.h"
#include "option_table.h"
#include "reply.h"
#include "stages.h"
#include "stream_script.h"
#include "text.h"
#include "unit.h"

/* A topic that no row is about. */
#define ANY_TOPIC "quit"

#define HINT_IF(                                                               \
    when, topic, kind, code, status, words, who, text, source, example)        \
	example,
#define HINT(...) HINT_IF(0, __VA_ARGS__)

/* One for each row of hints[]. */
static const char *const examples[] = {
#include "hint_rows.h"
};

static bool
is_reply(const char *line)
{
	return isdigit((unsigned char)line[0]) &&
	       isdigit((unsigned char)line[1]) &&
	       isdigit((unsigned char)line[2]) &&
	       (line[3] == '\0' || strchr(" -\n", line[3]) != NULL);
}

/* The server gives this reply, of one line or several. */
static void
refuse(const char *reply, size_t len, struct error *error)
{
	struct smtp_reply got;
	struct buf dialogue = BUF_INIT(REPLY_LIMIT);
	struct stream *stream;
	struct lines lines;

	(void)buf_puts(&dialogue, "S: ");
	for (size_t i = 0; i < len; i++)
		(void)buf_printf(
		    &dialogue, reply[i] == '\n' ? "\nS: " : "%c", reply[i]);
	stream = stream_script(buf_string(&dialogue));
	lines_init(&lines, stream);
	smtp_reply_init(&got);
	ck_assert_int_eq(
	    smtp_reply_read(&got, &lines, NULL, deadline_in(10), error), 0);
	(void)smtp_reply_refuse(&got, error);
	smtp_reply_free(&got);
	stream_free(stream);
	buf_free(&dialogue);
}

/* What hint_rows.h calls an example, as the error that it stands for. */
static struct error
failure(enum error_kind kind, const char *example)
{
	struct error error = { 0 };
	const char *rest = example;
	size_t len = strlen(example);

	if (kind == ERROR_REJECTED && is_reply(example)) {
		while (rest != NULL && is_reply(rest)) {
			rest = strchr(rest, '\n');
			rest = rest == NULL ? NULL : rest + 1;
		}
		len = rest == NULL ? len : (size_t)(rest - example) - 1;
		refuse(example, len, &error);
		ck_assert_int_eq(error.kind, ERROR_REJECTED);
		if (rest != NULL)
			(void)strncat(error.text, rest, 100);
		return error;
	}
	rest = strchr(example, '\n');
	len = rest == NULL ? len : (size_t)(rest - example);
	(void)error_set(&error, kind, "%.*s", (int)len, example);
	if (rest != NULL)
		error_said(&error, rest + 1, strlen(rest + 1));
	return error;
}

static bool
hint_is_known(const char *topic, const char *reply)
{
	struct error error = failure(ERROR_REJECTED, reply);

	return hint_find(topic, &error, 0) != NULL;
}

static const struct hint *
find(const char *topic, const char *reply, unsigned int when)
{
	struct error error = failure(ERROR_REJECTED, reply);
	const struct hint *hint = hint_find(topic, &error, when);

	ck_assert_msg(hint != NULL, "%s: %s", topic, reply);
	return hint;
}

START_TEST(hint_rows_are_found_by_their_examples)
{
	ck_assert_uint_eq(ROWS_OF(examples), hint_count);
	for (size_t i = 0; i < hint_count; i++) {
		const struct hint *row = &hints[i], *found;
		struct error error = failure(row->kind, examples[i]);

		found =
		    hint_find(row->topic[0] == '\0' ? ANY_TOPIC : row->topic,
			&error, row->when);
		ck_assert_msg(found == row, "\"%s\" finds \"%s\", not \"%s\"",
		    examples[i], found == NULL ? "nothing" : found->text,
		    row->text);
	}
}
END_TEST

START_TEST(hint_rows_name_who_must_act)
{
	static const char *const people[] = { "credentials", "policy", "server",
		"network", "monitor" };

	for (size_t i = 0; i < hint_count; i++) {
		bool known = false;

		for (int j = 0; j < ROWS_OF(people); j++)
			known = known || strcmp(hints[i].who, people[j]) == 0;
		ck_assert_msg(known, "row %zu: %s", i, hints[i].who);
	}
}
END_TEST

static void
expect_printable(const char *text, size_t least)
{
	char printed[1000];

	ck_assert_msg(strlen(text) >= least, "%s", text);
	(void)text_printable(printed, sizeof(printed), text, strlen(text));
	ck_assert_str_eq(printed, text);
}

START_TEST(hint_rows_have_texts_of_one_printable_line)
{
	char words[sizeof(hints[0].words)];

	for (size_t i = 0; i < hint_count; i++) {
		expect_printable(hints[i].text, 20);
		expect_printable(hints[i].source, 5);
		memcpy(words, hints[i].words, sizeof(words));
		ck_assert_msg(
		    strstr(words, "||") == NULL && words[0] != '|' &&
			(words[0] == '\0' || words[strlen(words) - 1] != '|'),
		    "an alternative that is always there: %s", words);
		for (char *c = words; *c != '\0'; c++)
			*c = *c == '|' ? ' ' : *c;
		expect_printable(words, 0);
	}
}
END_TEST

/* The members are arrays: none may be full to the brim. */
START_TEST(hint_rows_fit)
{
	for (size_t i = 0; i < hint_count; i++) {
		const struct hint *row = &hints[i];

		ck_assert_ptr_nonnull(
		    memchr(row->topic, 0, sizeof(row->topic)));
		ck_assert_ptr_nonnull(
		    memchr(row->status, 0, sizeof(row->status)));
		ck_assert_ptr_nonnull(
		    memchr(row->words, 0, sizeof(row->words)));
		ck_assert_ptr_nonnull(memchr(row->who, 0, sizeof(row->who)));
		ck_assert_ptr_nonnull(memchr(row->text, 0, sizeof(row->text)));
		ck_assert_ptr_nonnull(
		    memchr(row->source, 0, sizeof(row->source)));
	}
}
END_TEST

static bool
is_negative_check(const char *name)
{
	for (int i = 0; i < NEGATIVE_COUNT; i++)
		if (strcmp(negative_checks[i].name, name) == 0)
			return true;
	return false;
}

/* What the verdict finds though no stage failed.  Each has advice. */
static const char *const verdict_topics[] = {
	"expect",
	"require",
	"forbid",
	"ca_days",
	"auth-each",
	"auth-penalty",
	"arrived-header",
	"mta-sts-mx",
	"parallel",
};

/* A stage, the label of a metric, or what the verdict adds. */
static bool
is_topic(const char *name)
{
	char label[PERFDATA_LABEL_SIZE];
	enum stage_id ignored;

	for (size_t i = 0; i < ROWS_OF(verdict_topics); i++)
		if (strcmp(name, verdict_topics[i]) == 0)
			return true;
	return name[0] == '\0' || stage_find(name, &ignored) ||
	       (metric_label(name, label) == 0 && strcmp(label, name) == 0) ||
	       is_negative_check(name);
}

START_TEST(hint_rows_are_about_topics_that_exist)
{
	for (size_t i = 0; i < hint_count; i++)
		ck_assert_msg(
		    is_topic(hints[i].topic), "row %zu: %s", i, hints[i].topic);
}
END_TEST

START_TEST(hint_exists_for_all_that_the_verdict_finds)
{
	struct error none = { 0 };

	for (size_t i = 0; i < ROWS_OF(verdict_topics); i++)
		ck_assert_msg(hint_find(verdict_topics[i], &none, 0) != NULL,
		    "%s needs a row", verdict_topics[i]);
}
END_TEST

START_TEST(hint_rows_have_codes_of_refusals_alone)
{
	for (size_t i = 0; i < hint_count; i++) {
		int code = hints[i].code;

		while (code >= 10)
			code /= 10;
		ck_assert_msg(code == 0 || code == 4 || code == 5,
		    "row %zu: %d", i, hints[i].code);
		if (code != 0 || hints[i].status[0] != '\0')
			ck_assert_int_eq(hints[i].kind, ERROR_REJECTED);
	}
}
END_TEST

static bool
is_letter_of_ours(char letter)
{
	for (size_t i = 0; i < option_row_count; i++)
		if (option_rows[i].letter == letter)
			return true;
	return false;
}

/* "-p", "(-S" and "--ca-file" are ours; "-starttls" is another program's. */
START_TEST(hint_rows_name_options_that_exist)
{
	static const char name[] = "abcdefghijklmnopqrstuvwxyz-";

	for (size_t i = 0; i < hint_count; i++) {
		const char *at = strchr(hints[i].text, '-');

		for (; at != NULL; at = strchr(at, '-')) {
			bool begins = at == hints[i].text ||
				      strchr(" (/", at[-1]) != NULL;
			size_t len = strspn(at, name);

			if (begins && at[1] == '-')
				ck_assert_msg(
				    option_find(at + 2, len - 2) != NULL, "%s",
				    at);
			else if (begins && isalnum((unsigned char)at[1]) &&
				 !isalnum((unsigned char)at[2]))
				ck_assert_msg(
				    is_letter_of_ours(at[1]), "%s", at);
			at += len;
		}
	}
}
END_TEST

START_TEST(hint_of_words_goes_before_status_before_code_before_topic)
{
	const char *const words =
	    "535 5.7.139 Authentication unsuccessful, "
	    "SmtpClientAuthentication is disabled for the Tenant.";

	ck_assert_str_eq(find("auth", "535 no", 0)->status, "");
	ck_assert_str_eq(find("auth", "535 5.7.139 no", 0)->status, "5.7.139");
	ck_assert_str_eq(find("auth", "535 5.7.139 no", 0)->words, "");
	ck_assert_str_ne(find("auth", words, 0)->words, "");
	ck_assert_int_eq(find("auth", "454 no", 0)->code, 454);
	ck_assert_int_eq(find("auth", "459 no", 0)->code, 4);
	ck_assert_str_eq(find("auth", "421 no", 0)->topic, "auth");
	ck_assert_str_eq(find(ANY_TOPIC, "421 no", 0)->topic, "");
}
END_TEST

START_TEST(hint_with_a_condition_goes_before_the_one_without)
{
	ck_assert_uint_eq(find("mail", "530 no", HINT_LOGIN)->when, 0);
	ck_assert_uint_eq(
	    find("mail", "530 no", HINT_NO_LOGIN | HINT_TLS)->when,
	    HINT_NO_LOGIN);
}
END_TEST

/* More than a report quotes, in any case, joined from several lines. */
START_TEST(hint_words_are_found_wherever_they_stand)
{
	struct buf reply = BUF_INIT(4096);

	(void)buf_puts(&reply, "450-4.2.0 ");
	for (int i = 0; i < 40; i++)
		(void)buf_puts(&reply, "this is long; ");
	(void)buf_puts(&reply, "\n450-4.2.0 you are\n450 4.2.0 GREY");
	(void)buf_puts(&reply, "LISTED now");
	ck_assert_ptr_nonnull(
	    strstr(find("rcpt", buf_string(&reply), 0)->words, "greylist"));
	buf_free(&reply);
	ck_assert_ptr_nonnull(
	    strstr(find("rcpt", "554-5.7.1 Relay \n554 5.7.1  access denied", 0)
		       ->words,
		"relay access denied"));
}
END_TEST

START_TEST(hint_status_is_found_in_every_form)
{
	static const char *const forms[] = { "550 5.1.1 x",
		"550-welcome\n550 5.1.1 x", "550 sorry (#5.1.1)",
		"550 #5.1.1 x" };

	for (int i = 0; i < ROWS_OF(forms); i++)
		ck_assert_str_eq(find("rcpt", forms[i], 0)->status, "X.1.1");
}
END_TEST

START_TEST(hint_for_a_real_reply_names_who_must_act)
{
	for (int i = 0; i < ROWS_OF(replies); i++) {
		const struct hint *hint =
		    find(replies[i].topic, replies[i].reply, replies[i].when);

		ck_assert_msg(strcmp(hint->who, replies[i].who) == 0,
		    "%s: %s: (%s) %s", replies[i].topic, replies[i].reply,
		    hint->who, hint->text);
	}
}
END_TEST

#define GOOD(                                                                  \
    id, name, metric, planned, run, permanent, transient, covers, when, good)  \
	[STAGE_##id] = (good),

/* The answer that each stage wants; reply codes have digits. */
static const char *const wanted[STAGE_COUNT] = { STAGE_TABLE(
    GOOD, STAGE_NO_ID) };

START_TEST(hint_is_there_for_every_failure)
{
	static const enum error_kind kinds[] = { ERROR_TIMEOUT, ERROR_CLOSED,
		ERROR_IO, ERROR_PROTOCOL };

	for (int i = 0; i < STAGE_COUNT; i++) {
		const char *name = stage_names[i].name;

		for (int j = 0; j < ROWS_OF(kinds); j++) {
			struct error error = failure(kinds[j], "x");

			ck_assert_msg(hint_find(name, &error, 0) != NULL,
			    "%s, kind %d", name, (int)kinds[j]);
		}
		if (strpbrk(wanted[i], "0123456789") == NULL)
			continue;
		ck_assert_msg(hint_is_known(name, "450 x"),
		    "plugins/hints/hint_rows_*.h has no row for %s that is "
		    "answered with 4yz",
		    name);
		ck_assert_msg(hint_is_known(name, "550 x"),
		    "plugins/hints/hint_rows_*.h has no row for %s that is "
		    "answered with 5yz",
		    name);
	}
}
END_TEST

START_TEST(hint_is_there_for_every_negative_check)
{
	const struct error no_error = { 0 };

	for (int i = 0; i < NEGATIVE_COUNT; i++)
		ck_assert_msg(
		    hint_find(negative_checks[i].name, &no_error, 0) != NULL,
		    "%s", negative_checks[i].name);
}
END_TEST

START_TEST(hint_for_nothing_known_is_none)
{
	struct error error = failure(ERROR_USAGE, "what");

	ck_assert_ptr_null(hint_find("data", &error, 0));
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("hints");
	TCase *tests = tcase_create("hints");

	tcase_add_test(tests, hint_rows_are_found_by_their_examples);
	tcase_add_test(tests, hint_rows_name_who_must_act);
	tcase_add_test(tests, hint_rows_have_texts_of_one_printable_line);
	tcase_add_test(tests, hint_rows_fit);
	tcase_add_test(tests, hint_rows_are_about_topics_that_exist);
	tcase_add_test(tests, hint_exists_for_all_that_the_verdict_finds);
	tcase_add_test(tests, hint_rows_have_codes_of_refusals_alone);
	tcase_add_test(tests, hint_rows_name_options_that_exist);
	tcase_add_test(
	    tests, hint_of_words_goes_before_status_before_code_before_topic);
	tcase_add_test(
	    tests, hint_with_a_condition_goes_before_the_one_without);
	tcase_add_test(tests, hint_words_are_found_wherever_they_stand);
	tcase_add_test(tests, hint_status_is_found_in_every_form);
	tcase_add_test(tests, hint_for_a_real_reply_names_who_must_act);
	tcase_add_test(tests, hint_is_there_for_every_failure);
	tcase_add_test(tests, hint_is_there_for_every_negative_check);
	tcase_add_test(tests, hint_for_nothing_known_is_none);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
