#include "sasl.h"

#include <string.h>

#include "unit.h"

static struct buf password = BUF_SECRET(100);
static struct error error;

static struct sasl_context
someone(bool secure)
{
	return (struct sasl_context){
		.user = "tim",
		.password = &password,
		.secure = secure,
	};
}

static void
set_up(void)
{
	(void)buf_puts(&password, "tanstaaftanstaaf");
}

static void
tear_down(void)
{
	buf_free(&password);
}

START_TEST(sasl_table_is_complete)
{
	for (size_t i = 0; sasl_mechanisms[i] != NULL; i++) {
		const struct sasl_mechanism *one = sasl_mechanisms[i];

		ck_assert(one->step != NULL);
		ck_assert_uint_gt(strlen(one->name), 0);
		ck_assert_uint_le(strlen(one->name), SASL_NAME_LIMIT);
		ck_assert_uint_eq(strspn(one->name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
						    "0123456789-_"),
		    strlen(one->name));
		ck_assert_ptr_eq(sasl_find(one->name), one);
	}
}
END_TEST

START_TEST(sasl_find_ignores_case_and_knows_whole_names)
{
	ck_assert_str_eq(sasl_find("plain")->name, "PLAIN");
	ck_assert_str_eq(sasl_find("Login")->name, "LOGIN");
	ck_assert_ptr_null(sasl_find("PLAINX"));
	ck_assert_ptr_null(sasl_find("PLAI"));
	ck_assert_ptr_null(sasl_find(""));
}
END_TEST

/* What is chosen; NULL: nothing, for this reason. */
static const struct {
	const char *offered, *wanted;
	bool secure;
	const char *chosen;
	enum error_kind kind;
	const char *said;
} choices[] = {
	/* The strongest */
	{ "PLAIN LOGIN", NULL, true, "PLAIN", ERROR_NONE, "" },
	{ "LOGIN PLAIN", NULL, true, "PLAIN", ERROR_NONE, "" },
	{ "LOGIN", NULL, true, "LOGIN", ERROR_NONE, "" },
	{ "GSSAPI NTLM LOGIN", NULL, true, "LOGIN", ERROR_NONE, "" },
	/* The first of the list */
	{ "PLAIN LOGIN", "LOGIN,PLAIN", true, "LOGIN", ERROR_NONE, "" },
	{ "PLAIN", "LOGIN,PLAIN", true, "PLAIN", ERROR_NONE, "" },
	{ "PLAIN LOGIN", "login", true, "LOGIN", ERROR_NONE, "" },
	/* Not offered: whole words, and the offer is named. */
	{ "", NULL, true, NULL, ERROR_UNSUPPORTED, "no AUTH" },
	{ "", "PLAIN", true, NULL, ERROR_UNSUPPORTED, "no AUTH" },
	{ "GSSAPI NTLM", NULL, true, NULL, ERROR_UNSUPPORTED, "GSSAPI NTLM" },
	{ "XLOGIN LOGINX PLAI", NULL, true, NULL, ERROR_UNSUPPORTED, "XLOGIN" },
	{ "PLAIN", "LOGIN", true, NULL, ERROR_UNSUPPORTED, "PLAIN" },
	{ "PLAIN", "LOGIN", false, NULL, ERROR_UNSUPPORTED, "LOGIN" },
	/* Unencrypted: refused, but "not offered" comes first. */
	{ "PLAIN LOGIN", NULL, false, NULL, ERROR_USAGE, "PLAIN" },
	{ "LOGIN", NULL, false, NULL, ERROR_USAGE, "LOGIN" },
	{ "PLAIN LOGIN", "LOGIN", false, NULL, ERROR_USAGE, "LOGIN" },
	{ "", "LOGIN", false, NULL, ERROR_UNSUPPORTED, "no AUTH" },
	{ "", NULL, false, NULL, ERROR_UNSUPPORTED, "no AUTH" },
	{ "GSSAPI", NULL, false, NULL, ERROR_UNSUPPORTED, "GSSAPI" },
};

START_TEST(sasl_choose_follows_offer_wish_and_safety)
{
	struct sasl_context context = someone(choices[_i].secure);
	const struct sasl_mechanism *chosen = sasl_choose(
	    choices[_i].offered, choices[_i].wanted, &context, &error);

	ck_assert_str_eq(chosen == NULL ? "(none)" : chosen->name,
	    choices[_i].chosen == NULL ? "(none)" : choices[_i].chosen);
	ck_assert_int_eq(error.kind, choices[_i].kind);
	ck_assert_msg(strstr(error.text, choices[_i].said) != NULL,
	    "\"%s\" says nothing about %s", error.text, choices[_i].said);
}
END_TEST

START_TEST(sasl_choose_passes_over_what_it_has_no_means_for)
{
	struct sasl_context context = someone(true);

	context.user = NULL;
	ck_assert_ptr_null(sasl_choose("PLAIN LOGIN", NULL, &context, &error));
	ck_assert_int_eq(error.kind, ERROR_UNSUPPORTED);
	error_clear(&error);
	context = someone(true);
	context.password = NULL;
	ck_assert_ptr_null(sasl_choose("PLAIN LOGIN", NULL, &context, &error));
	ck_assert_int_eq(error.kind, ERROR_UNSUPPORTED);
}
END_TEST

START_TEST(sasl_response_that_does_not_fit_is_our_fault)
{
	static const char *const names[] = { "PLAIN", "LOGIN" };
	const struct sasl_mechanism *one = sasl_find(names[_i]);
	struct sasl_context context = someone(true);
	struct buf challenge = BUF_INIT(10), response = BUF_SECRET(2);
	char state[256] = { 0 };

	ck_assert_int_eq(
	    one->step(state, &context, &challenge, &response, &error),
	    SASL_FAIL);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	buf_free(&response);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("sasl");
	TCase *tests = tcase_create("sasl");

	tcase_add_checked_fixture(tests, set_up, tear_down);
	tcase_add_test(tests, sasl_table_is_complete);
	tcase_add_test(tests, sasl_find_ignores_case_and_knows_whole_names);
	tcase_add_loop_test(tests, sasl_choose_follows_offer_wish_and_safety, 0,
	    ROWS_OF(choices));
	tcase_add_test(tests, sasl_choose_passes_over_what_it_has_no_means_for);
	tcase_add_loop_test(
	    tests, sasl_response_that_does_not_fit_is_our_fault, 0, 2);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
