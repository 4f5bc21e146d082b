/* Questions about the facts of a session or of a whole check. */
#include "facts.h"

#include "clock.h"

bool
facts_have_begun(const struct session_facts *facts)
{
	for (size_t i = 0; i < STAGE_ROWS; i++)
		if (facts->seen[i].outcome != OUTCOME_SKIPPED)
			return true;
	return false;
}

bool
facts_have_passed(const struct session_facts *facts, enum stage_id id)
{
	for (size_t i = 0; i < STAGE_ROWS; i++)
		if (stages[i].id == id &&
		    facts->seen[i].outcome == OUTCOME_PASSED)
			return true;
	return false;
}

bool
facts_judge_expiry(const struct session_facts *facts)
{
	const struct config_tls *tls = &facts->config->tls;

	return !tls->ignore_expiration &&
	       (!facts->certificate.dates_are_void || tls->own_validity);
}

bool
facts_prove_password(const struct check_facts *check)
{
	for (size_t i = 0; i < check->count; i++) {
		const struct session_facts *facts = check->sessions[i];

		if (facts->negative == NULL &&
		    facts_have_passed(facts, STAGE_AUTH) &&
		    (facts->mechanism->needs & SASL_NEEDS_PASSWORD) != 0)
			return true;
	}
	return false;
}

double
facts_seconds(const struct check_facts *check)
{
	int64_t ended = check->began;

	for (size_t i = 0; i < check->count; i++)
		if (check->sessions[i]->ended > ended)
			ended = check->sessions[i]->ended;
	ended -= check->waited;
	return (double)(ended - check->began) / (double)CLOCK_SECOND;
}
