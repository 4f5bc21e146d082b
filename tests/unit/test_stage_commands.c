#include <regex.h>
#include <string.h>

#include "negative_checks.h"
#include "session.h"
#include "stream_script.h"
#include "unit.h"

/* It stands in for libc's, and fails like that without memory. */
int
regcomp(regex_t *compiled, const char *pattern, int flags)
{
	(void)pattern;
	(void)flags;
	memset(compiled, 0, sizeof(*compiled));
	return REG_ESPACE;
}

static struct config config;
static struct session session;
static struct error error;

static void
tear_down(void)
{
	session_free(&session);
}

/* The stage with a command whose pattern the reply must match. */
static enum stage_result
run(void)
{
	config.time.total = 10;
	config.steps.commands[0] =
	    (struct command){ "VRFY postmaster", "^(252|5)", true };
	config.steps.command_count = 1;
	session_init(&session, &config, 0);
	session.current = &session.facts.seen[0];
	session.stream = stream_script("C: VRFY postmaster\nS: 502 no");
	session.smtp = smtp_client_new(session.stream, NULL, NULL);
	return stage_commands(&session, deadline_in(10), &error);
}

START_TEST(stage_commands_tells_no_memory_from_no_match)
{
	ck_assert_int_eq(run(), STAGE_FAILED);
	ck_assert_int_eq(error.kind, ERROR_USAGE);
	ck_assert_ptr_nonnull(strstr(error.text, "cannot be compared"));
}
END_TEST

/* To the operator it would be "the server tells who its users are". */
START_TEST(refusal_of_vrfy_is_unknown_without_memory)
{
	struct session_facts *facts = &session.facts;
	size_t row = 0;

	ck_assert_int_eq(run(), STAGE_FAILED);
	while (stages[row].id != STAGE_COMMAND)
		row++;
	facts->seen[row].outcome = OUTCOME_FAILED;
	facts->seen[row].error = error;
	ck_assert_int_eq(
	    negative_checks[NEGATIVE_VRFY].judge(facts, &row), STATE_UNKNOWN);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("stage_commands");
	TCase *tests = tcase_create("stage_commands");

	tcase_add_checked_fixture(tests, NULL, tear_down);
	tcase_add_test(tests, stage_commands_tells_no_memory_from_no_match);
	tcase_add_test(tests, refusal_of_vrfy_is_unknown_without_memory);
	suite_add_tcase(all, tests);
	return all;
}

int
main(void)
{
	return unit_run(suite());
}
