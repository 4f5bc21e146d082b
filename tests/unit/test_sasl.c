#include "sasl.h"

#include <string.h>

#include "mechanisms.h"
#include "memory.h"
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

/* Each mechanism that sends the secret itself. */
START_TEST(sasl_response_that_does_not_fit_is_our_fault)
{
	const struct sasl_mechanism *one = sasl_mechanisms[_i];
	struct sasl_context context = someone(true);
	struct buf challenge = BUF_INIT(10), response = BUF_SECRET(2);
	void *state;

	if (!one->cleartext)
		return;
	state = memory_zeroed(one->state_size + 1);
	ck_assert_msg(one->step(state, &context, &challenge, &response,
			  &error) == SASL_FAIL,
	    "%s", one->name);
	ck_assert_msg(
	    error.kind == ERROR_USAGE, "%s sets no usage error", one->name);
	free(state);
	buf_free(&response);
}
END_TEST

START_TEST(sasl_mechanism_with_a_token_is_taken_by_name)
{
	const struct sasl_mechanism *mechanism = sasl_mechanisms[_i];

	ck_assert_msg(!mechanism->token || mechanism->by_name,
	    "%s: auto would send a password as a token", mechanism->name);
}
END_TEST

START_TEST(sasl_mechanism_by_name_is_never_chosen_unasked)
{
	const struct sasl_mechanism *mechanism = sasl_mechanisms[_i];
	const char *name = mechanism->name;
	struct sasl_binding binding = { "tls-exporter", BUF_INIT(8) };
	struct sasl_context context = someone(true);
	const struct sasl_mechanism *chosen;

	context.binding = &binding;
	context.certificate = true;
	context.ticket = true;
	chosen = sasl_choose(name, NULL, &context, &error);
	ck_assert_ptr_eq(chosen, mechanism->by_name ? NULL : mechanism);
	error_clear(&error);
	ck_assert_ptr_eq(sasl_choose(name, name, &context, &error), mechanism);
}
END_TEST

/* How strong is it?  The smallest number is the strongest. */
static int
rank_of(const struct sasl_mechanism *mechanism)
{
	if (mechanism->by_name)
		return 5;
	if (mechanism->cleartext)
		return 4;
	if ((mechanism->needs & SASL_NEEDS_CERTIFICATE) != 0)
		return 0;
	if ((mechanism->needs & SASL_NEEDS_BINDING) != 0)
		return 1;
	return mechanism->mutual ? 2 : 3;
}

START_TEST(sasl_mechanism_stands_behind_those_that_are_stronger)
{
	const struct sasl_mechanism *one = sasl_mechanisms[_i];
	const struct sasl_mechanism *next = sasl_mechanisms[_i + 1];

	ck_assert_msg(next == NULL || rank_of(one) <= rank_of(next),
	    "%s is stronger than %s: change their order in mechanisms.h",
	    next->name, one->name);
}
END_TEST

static size_t
row_of(const char *name)
{
	size_t i = 0;

	while (sasl_mechanisms[i] != sasl_find(name))
		i++;
	return i;
}

/* What their traits do not tell. */
START_TEST(sasl_mechanism_with_the_longer_hash_comes_first)
{
	static const char *const pairs[][2] = {
		{ "SCRAM-SHA-512-PLUS", "SCRAM-SHA-256-PLUS" },
		{ "SCRAM-SHA-256-PLUS", "SCRAM-SHA-1-PLUS" },
		{ "SCRAM-SHA-512", "SCRAM-SHA-256" },
		{ "SCRAM-SHA-256", "SCRAM-SHA-1" },
		{ "SCRAM-SHA-1", "DIGEST-MD5" },
		{ "PLAIN", "LOGIN" },
	};

	for (int i = 0; i < ROWS_OF(pairs); i++)
		ck_assert_uint_lt(row_of(pairs[i][0]), row_of(pairs[i][1]));
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
	tcase_add_loop_test(tests, sasl_response_that_does_not_fit_is_our_fault,
	    0, SASL_MECHANISM_COUNT);
	tcase_add_loop_test(tests, sasl_mechanism_with_a_token_is_taken_by_name,
	    0, SASL_MECHANISM_COUNT);
	tcase_add_loop_test(tests,
	    sasl_mechanism_by_name_is_never_chosen_unasked, 0,
	    SASL_MECHANISM_COUNT);
	tcase_add_loop_test(tests,
	    sasl_mechanism_stands_behind_those_that_are_stronger, 0,
	    SASL_MECHANISM_COUNT);
	tcase_add_test(tests, sasl_mechanism_with_the_longer_hash_comes_first);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
