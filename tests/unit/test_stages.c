#include "stages.h"

#include <string.h>

#include "negative_checks.h"
#include "option_table.h"
#include "options.h"
#include "plan.h"
#include "unit.h"

START_TEST(stage_names_are_words)
{
	enum stage_id id;

	for (int i = 0; i < STAGE_COUNT; i++) {
		const char *name = stage_names[i].name;

		ck_assert_uint_gt(strlen(name), 0);
		ck_assert_uint_eq(
		    strspn(name, "abcdefghijklmnopqrstuvwxyz"), strlen(name));
		ck_assert(stage_find(name, &id));
		ck_assert_int_eq(id, i);
	}
	ck_assert(!stage_find("quit", &id));
	ck_assert(!stage_find("", &id));
	ck_assert(!stage_find("Auth", &id));
}
END_TEST

START_TEST(stage_rows_have_a_state_for_a_failure)
{
	for (size_t i = 0; i < STAGE_ROWS; i++) {
		ck_assert_int_ne(stages[i].permanent, STATE_OK);
		ck_assert_int_ne(stages[i].transient, STATE_OK);
	}
}
END_TEST

/* No secret may precede the judgement of the certificate. */
START_TEST(stage_of_the_certificate_stands_before_the_login)
{
	size_t cert = 0, auth = 0, tls = 0;

	for (size_t i = 0; i < STAGE_ROWS; i++) {
		cert = stages[i].id == STAGE_CERT ? i : cert;
		tls = stages[i].id == STAGE_TLS ? i : tls;
		auth = stages[i].id == STAGE_AUTH ? i : auth;
	}
	ck_assert_uint_lt(tls, cert);
	ck_assert_uint_lt(cert, auth);
}
END_TEST

#define BIT(id) (1u << STAGE_##id)

/* The way of every session to its EHLO. */
#define WAY                                                                    \
	(BIT(RESOLVE) | BIT(CONNECT) | BIT(TLS) | BIT(CERT) | BIT(BANNER) |    \
	    BIT(EHLO) | BIT(STARTTLS))

/* What each negative check asks for beyond that. */
static const unsigned int asked[NEGATIVE_COUNT] = {
	[NEGATIVE_BAD_PASSWORD] = BIT(AUTH),
	[NEGATIVE_RELAY] = BIT(MAIL) | BIT(RCPT),
	[NEGATIVE_ANONYMOUS] = BIT(MAIL) | BIT(RCPT),
	[NEGATIVE_FORGED_SENDER] = BIT(AUTH) | BIT(MAIL) | BIT(RCPT),
	[NEGATIVE_VRFY] = BIT(COMMAND),
};

/* Every option that is a mere switch of the config, so that a new one is
 * tried, too. */
static void
switch_on_everything(struct options *options, struct config *config)
{
	struct error error = { 0 };

	options->config = config;
	for (size_t i = 0; i < option_row_count; i++) {
		const struct option_row *row = &option_rows[i];

		if (row->name != NULL && row->apply == NULL &&
		    row->argument == NULL && row->field >= sizeof(*options))
			ck_assert_int_eq(
			    option_apply(options, row, NULL, &error), 0);
	}
}

/* However much the user asks for in the ordinary check. */
START_TEST(negative_checks_run_no_stage_that_they_did_not_ask_for)
{
	static char line[] =
	    "check mail.example -S -U u -P secret -f a@b.example "
	    "--to c@b.example --send -C NOOP --auth-each "
	    "--refuse";
	static char names[] = NEGATIVE_CHECK_WORDS;
	static struct config config;
	struct options options = { .config = NULL };
	char *words[32], *rest = line;
	struct error error = { 0 };
	struct plan plan;
	int count = 0;

	for (char *word = strtok_r(rest, " ", &rest); word != NULL;
	     word = strtok_r(NULL, " ", &rest))
		words[count++] = word;
	for (char *c = names + 1; *c != '\0'; c++)
		*c = *c == ' ' ? ',' : *c;
	words[count++] = names + 1;
	words[count] = NULL;
	ck_assert_msg(
	    options_parse(&config, count, words, &error) == OPTIONS_RUN, "%s",
	    error.text);
	switch_on_everything(&options, &config);
	ck_assert_int_eq(plan_make(&plan, &config, 0, &error), 0);
	ck_assert_uint_eq(plan.facts.count, 1 + NEGATIVE_COUNT);
	for (size_t i = 1; i < plan.facts.count; i++) {
		const struct session_facts *facts = plan.facts.sessions[i];
		size_t id = (size_t)(facts->negative - negative_checks);

		for (size_t j = 0; j < STAGE_ROWS; j++)
			ck_assert_msg(
			    !stages[j].planned(facts->config) ||
				((WAY | asked[id]) & 1u << stages[j].id) != 0,
			    "--refuse %s runs the stage %s: say in this test "
			    "that it may, or plan it by config->steps",
			    facts->negative->name,
			    stage_names[stages[j].id].name);
		for (int j = 0; j < STAGE_COUNT; j++)
			ck_assert_msg((asked[id] & 1u << j) == 0 ||
					  stage_is_planned(
					      (enum stage_id)j, facts->config),
			    "--refuse %s does not run %s",
			    facts->negative->name, stage_names[j].name);
	}
	plan_free(&plan);
	config_free(&config);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("stages");
	TCase *tests = tcase_create("stages");

	tcase_add_test(tests, stage_names_are_words);
	tcase_add_test(tests, stage_rows_have_a_state_for_a_failure);
	tcase_add_test(tests, stage_of_the_certificate_stands_before_the_login);
	tcase_add_test(
	    tests, negative_checks_run_no_stage_that_they_did_not_ask_for);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
