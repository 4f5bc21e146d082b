#include "arrivals.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"

#define OLD "60000000.0123456789abcdef"
#define NEW "60000100.0123456789abcdef"
#define OWN "60000200.fedcba9876543210"

static struct config *config;
static struct arrivals *arrivals;

static void
set_up(void)
{
	config = calloc(1, sizeof(*config));
	arrivals = malloc(sizeof(*arrivals));
	config->mailbox.series = "mine";
	arrivals_init(arrivals, config, OWN, mark_time(OWN));
}

static void
tear_down(void)
{
	arrivals_free(arrivals);
	free(arrivals);
	free(config);
}

static const char *const ours[] = {
	"X-Check-Smtp-Auth: " NEW ".mine\r\n",
	"x-check-smtp-auth:" NEW ".mine\n",
	"Message-ID: <" NEW ".mine@probe.example>\r\n",
	"Message-ID:\r\n <" NEW ".mine@probe.example>\r\n",
	"Subject: check_smtp_auth test message " NEW ".mine\r\n",
	"Subject: Fwd: " NEW ".mine\r\nReferences: <a@b>\r\n",
	"Subject: " NEW ".other\r\nSubject: " NEW ".mine\r\n",
	"garbage\r\nX-Check-Smtp-Auth: " NEW ".mine\r\n",
	/* The field is the message's own, whatever it answers. */
	"Auto-Submitted: auto-replied\r\nX-Check-Smtp-Auth: " NEW ".mine\r\n",
};

static const char *const foreign[] = {
	"",
	"Subject: hello\r\n",
	"X-Check-Smtp-Auth: " NEW ".mine2\r\n",
	"X-Check-Smtp-Auth: " NEW ".other\r\n",
	"X-Check-Smtp-Auth: " NEW "\r\n",
	"X-Check-Smtp-Auth2: " NEW ".mine\r\n",
	"In-Reply-To: <" NEW ".mine@probe.example>\r\n",
	"References: <" NEW ".mine@probe.example>\r\n",
	"Subject: Away: " NEW ".mine\r\nAuto-Submitted: auto-replied\r\n",
	"Subject: Re: " NEW ".mine\r\nIn-Reply-To: <" NEW ".mine@p>\r\n",
	/* The header section has ended. */
	"Subject: hello\r\n\r\nX-Check-Smtp-Auth: " NEW ".mine\r\n",
};

static bool
recognise(const char *text, char token[MESSAGE_TOKEN_SIZE])
{
	struct buf header = BUF_INIT(4096);
	bool recognised;

	(void)buf_puts(&header, text);
	recognised = arrivals_recognise(&header, config, token);
	buf_free(&header);
	return recognised;
}

START_TEST(a_message_of_the_series_is_recognised)
{
	char token[MESSAGE_TOKEN_SIZE];

	ck_assert(recognise(ours[_i], token));
	ck_assert_str_eq(token, NEW);
}
END_TEST

START_TEST(a_foreign_message_is_not)
{
	char token[MESSAGE_TOKEN_SIZE];

	ck_assert(!recognise(foreign[_i], token));
}
END_TEST

START_TEST(the_subject_does_not_count_if_the_user_gives_it)
{
	char token[MESSAGE_TOKEN_SIZE];

	config->steps.own_subject = true;
	ck_assert(!recognise("Subject: " NEW ".mine\r\n", token));
	ck_assert(recognise("Message-ID: <" NEW ".mine@p>\r\n", token));
}
END_TEST

/* The server shows a message with this token. */
static bool
show(const char *token, bool junk)
{
	struct mailbox_search search = arrivals_search(arrivals);
	struct buf header = BUF_INIT(4096);
	struct mailbox_message message = { .junk = junk, .header = &header };
	bool ours_it_is;

	(void)snprintf(
	    message.id, sizeof(message.id), "%zu", arrivals->count + 1);
	(void)buf_printf(&header, "X-Check-Smtp-Auth: %s.mine\r\n", token);
	ours_it_is = search.is_ours(search.context, &message);
	buf_free(&header);
	return ours_it_is;
}

START_TEST(the_message_of_this_run_is_judged)
{
	ck_assert(show(NEW, false));
	ck_assert_ptr_null(arrivals_judged(arrivals));
	ck_assert(show(OWN, false));
	ck_assert(show(OLD, false));
	ck_assert_ptr_nonnull(arrivals_judged(arrivals));
	ck_assert_str_eq(arrivals_judged(arrivals)->token, OWN);
	ck_assert_ptr_nonnull(
	    strstr(buf_string(&arrivals->header), OWN ".mine"));
}
END_TEST

START_TEST(in_previous_the_newest_is_judged)
{
	config->mailbox.previous = true;
	ck_assert(show(NEW, false));
	ck_assert(show(OLD, false));
	ck_assert_str_eq(arrivals_judged(arrivals)->token, NEW);
	ck_assert(!arrivals_may_remove(arrivals, 0, 0));
	ck_assert(arrivals_may_remove(arrivals, 1, 0));
	ck_assert(show(OWN, true));
	ck_assert_str_eq(arrivals_judged(arrivals)->token, OWN);
	ck_assert(arrivals_may_remove(arrivals, 0, 0));
	ck_assert(!arrivals_may_remove(arrivals, 2, 0));
}
END_TEST

START_TEST(what_claims_to_be_from_tomorrow_is_not_judged)
{
	config->mailbox.previous = true;
	ck_assert(show("7fffffff.0123456789abcdef", false));
	ck_assert_ptr_null(arrivals_judged(arrivals));
	ck_assert(arrivals_may_remove(arrivals, 0, 0));
	ck_assert(show(OLD, false));
	ck_assert_str_eq(arrivals_judged(arrivals)->token, OLD);
	ck_assert(arrivals_may_remove(arrivals, 0, 0));
}
END_TEST

START_TEST(what_lies_in_both_folders_has_arrived)
{
	ck_assert(show(OWN, true));
	ck_assert(arrivals_judged(arrivals)->message.junk);
	ck_assert(show(OWN, false));
	ck_assert(!arrivals_judged(arrivals)->message.junk);
	ck_assert(show(OWN, true));
	ck_assert(!arrivals_judged(arrivals)->message.junk);
}
END_TEST

START_TEST(what_another_check_has_just_sent_stays)
{
	int64_t began = mark_time(NEW) - 1;

	ck_assert(show(OLD, false));
	ck_assert(show(NEW, false));
	ck_assert(show(OWN, false));
	ck_assert(arrivals_may_remove(arrivals, 0, began));
	ck_assert(!arrivals_may_remove(arrivals, 1, began));
	ck_assert(arrivals_may_remove(arrivals, 2, began));
}
END_TEST

START_TEST(a_mailbox_full_of_them_is_no_danger)
{
	for (size_t i = 0; i < ARRIVALS; i++)
		ck_assert(show(NEW, false));
	ck_assert(!show(NEW, false));
	ck_assert_uint_eq(arrivals->count, ARRIVALS);
	ck_assert_ptr_null(arrivals_judged(arrivals));
	arrivals_clear(arrivals);
	ck_assert(show(OWN, false));
	ck_assert_str_eq(arrivals_judged(arrivals)->token, OWN);
}
END_TEST

START_TEST(the_check_before_a_removal_adds_nothing)
{
	struct mailbox_search check = arrivals_check(arrivals);
	struct buf header = BUF_INIT(4096);
	struct mailbox_message message = { .header = &header };

	(void)buf_puts(&header, "X-Check-Smtp-Auth: " NEW ".mine\r\n");
	ck_assert(check.is_ours(check.context, &message));
	buf_clear(&header);
	(void)buf_puts(&header, "Subject: hello\r\n");
	ck_assert(!check.is_ours(check.context, &message));
	ck_assert_uint_eq(arrivals->count, 0);
	buf_free(&header);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("arrivals");
	TCase *tests = tcase_create("arrivals");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_loop_test(
	    tests, a_message_of_the_series_is_recognised, 0, ROWS_OF(ours));
	tcase_add_loop_test(
	    tests, a_foreign_message_is_not, 0, ROWS_OF(foreign));
	tcase_add_test(tests, the_subject_does_not_count_if_the_user_gives_it);
	tcase_add_test(tests, the_message_of_this_run_is_judged);
	tcase_add_test(tests, in_previous_the_newest_is_judged);
	tcase_add_test(tests, what_claims_to_be_from_tomorrow_is_not_judged);
	tcase_add_test(tests, what_lies_in_both_folders_has_arrived);
	tcase_add_test(tests, what_another_check_has_just_sent_stays);
	tcase_add_test(tests, a_mailbox_full_of_them_is_no_danger);
	tcase_add_test(tests, the_check_before_a_removal_adds_nothing);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
