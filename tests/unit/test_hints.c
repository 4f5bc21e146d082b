#include "hints.h"

#include <string.h>

#include "metrics.h"
#include "refusal.h"
#include "stages.h"
#include "text.h"
#include "unit.h"

static struct error
failure(enum error_kind kind, int code, const char *status, const char *text)
{
	struct error error = { 0 };

	(void)error_set(&error, kind, "%s", text);
	error.code = code;
	memcpy(error.status, status, strlen(status) + 1);
	return error;
}

static const struct hint *
find(const char *stage, struct error error)
{
	const struct hint *hint = hint_find(stage, &error, false);

	ck_assert_ptr_nonnull(hint);
	return hint;
}

START_TEST(hint_rows_name_who_must_act)
{
	static const char *const people[] = { "credentials", "policy", "server",
		"network", "monitor" };

	for (size_t i = 0; i < hint_count; i++) {
		bool known = false;

		ck_assert_ptr_nonnull(hints[i].who);
		for (int j = 0; j < ROWS_OF(people); j++)
			known = known || strcmp(hints[i].who, people[j]) == 0;
		ck_assert_msg(known, "row %zu: %s", i, hints[i].who);
	}
}
END_TEST

START_TEST(hint_rows_have_a_text_of_one_printable_line)
{
	char printed[1000];

	for (size_t i = 0; i < hint_count; i++) {
		const char *text = hints[i].text;

		ck_assert_ptr_nonnull(text);
		ck_assert_msg(strlen(text) > 10 && strlen(text) <= 300,
		    "%zu bytes: %s", strlen(text), text);
		(void)text_printable(
		    printed, sizeof(printed), text, strlen(text));
		ck_assert_str_eq(printed, text);
		ck_assert_ptr_null(strchr(text, '|'));
	}
}
END_TEST

/* A stage, the label of a metric, or what the verdict adds. */
static bool
is_topic(const char *name)
{
	char label[PERFDATA_LABEL_SIZE];

	return name == NULL || stage_find(name) != NULL ||
	       (metric_label(name, label) == 0 && strcmp(label, name) == 0) ||
	       refusal_find(name) != NULL || strcmp(name, "expect") == 0 ||
	       strcmp(name, "require") == 0 || strcmp(name, "forbid") == 0 ||
	       strcmp(name, "ca_days") == 0;
}

START_TEST(hint_rows_are_about_stages_that_exist)
{
	for (size_t i = 0; i < hint_count; i++)
		ck_assert_msg(
		    is_topic(hints[i].stage), "row %zu: %s", i, hints[i].stage);
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
		if (code != 0)
			ck_assert_int_eq(hints[i].kind, ERROR_REJECTED);
		if (hints[i].status != NULL)
			ck_assert_int_eq(hints[i].kind, ERROR_REJECTED);
	}
}
END_TEST

static bool
same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Of two rows for the same failure the second would never be seen. */
START_TEST(hint_rows_differ)
{
	for (size_t i = 0; i < hint_count; i++)
		for (size_t j = 0; j < i; j++)
			ck_assert_msg(
			    !same(hints[i].stage, hints[j].stage) ||
				hints[i].kind != hints[j].kind ||
				hints[i].login != hints[j].login ||
				hints[i].code != hints[j].code ||
				!same(hints[i].status, hints[j].status) ||
				!same(hints[i].pattern, hints[j].pattern),
			    "rows %zu and %zu", j, i);
}
END_TEST

/* Each row must be what its own failure finds, or at least one as good. */
START_TEST(hint_rows_can_be_reached)
{
	for (size_t i = 0; i < hint_count; i++) {
		const struct hint *row = &hints[i], *found;
		int code = row->code;
		struct error error;

		while (code > 0 && code < 100)
			code = code * 10 + 9;
		error = failure(row->kind, code,
		    row->status == NULL ? "" : row->status,
		    row->pattern == NULL ? "zzz" : row->pattern);
		found = hint_find(row->stage == NULL ? "zzz" : row->stage,
		    &error, row->login == HINT_AFTER_LOGIN);
		ck_assert_msg(found == row, "row %zu: %s", i, row->text);
	}
}
END_TEST

START_TEST(hint_of_the_text_goes_before_the_status_and_that_before_the_code)
{
	const struct hint *code =
	    find("auth", failure(ERROR_REJECTED, 535, "5.7.8", "535 5.7.8 no"));
	const struct hint *status = find(
	    "auth", failure(ERROR_REJECTED, 535, "5.7.139", "535 5.7.139 no"));
	const struct hint *text = find("auth",
	    failure(ERROR_REJECTED, 535, "5.7.139",
		"535 5.7.139 SmtpClientAuthentication is disabled for the "
		"Tenant"));

	ck_assert_str_eq(code->who, "credentials");
	ck_assert_str_eq(status->status, "5.7.139");
	ck_assert_ptr_null(status->pattern);
	ck_assert_str_eq(text->status, "5.7.139");
	ck_assert_ptr_nonnull(text->pattern);
}
END_TEST

START_TEST(hint_of_the_exact_code_goes_before_its_class)
{
	ck_assert_int_eq(
	    find("auth", failure(ERROR_REJECTED, 454, "", "454 x"))->code, 454);
	ck_assert_int_eq(
	    find("auth", failure(ERROR_REJECTED, 459, "", "459 x"))->code, 4);
	ck_assert_int_eq(
	    find("auth", failure(ERROR_REJECTED, 599, "", "599 x"))->code, 5);
}
END_TEST

START_TEST(hint_of_the_stage_goes_before_any_stage)
{
	ck_assert_str_eq(
	    find("banner", failure(ERROR_TIMEOUT, 0, "", "x"))->stage,
	    "banner");
	ck_assert_ptr_null(
	    find("starttls", failure(ERROR_TIMEOUT, 0, "", "x"))->stage);
}
END_TEST

START_TEST(hint_pattern_is_found_in_any_case_anywhere)
{
	ck_assert_str_eq(find("rcpt", failure(ERROR_REJECTED, 450, "",
					  "450 4.2.0 you are GREYLISTED now"))
			     ->pattern,
	    "greylist");
}
END_TEST

START_TEST(hint_for_nothing_known_is_none)
{
	struct error error = failure(ERROR_USAGE, 0, "", "what");

	ck_assert_ptr_null(hint_find("data", &error, false));
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("hints");
	TCase *tests = tcase_create("hints");

	tcase_add_test(tests, hint_rows_name_who_must_act);
	tcase_add_test(tests, hint_rows_have_a_text_of_one_printable_line);
	tcase_add_test(tests, hint_rows_are_about_stages_that_exist);
	tcase_add_test(tests, hint_rows_have_codes_of_refusals_alone);
	tcase_add_test(tests, hint_rows_differ);
	tcase_add_test(tests, hint_rows_can_be_reached);
	tcase_add_test(tests,
	    hint_of_the_text_goes_before_the_status_and_that_before_the_code);
	tcase_add_test(tests, hint_of_the_exact_code_goes_before_its_class);
	tcase_add_test(tests, hint_of_the_stage_goes_before_any_stage);
	tcase_add_test(tests, hint_pattern_is_found_in_any_case_anywhere);
	tcase_add_test(tests, hint_for_nothing_known_is_none);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
