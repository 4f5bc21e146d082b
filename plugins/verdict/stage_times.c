/* How long the stages took, and which of them took longest. */
#include "stage_times.h"

#include "negative_checks.h"

/* Seconds by which a wait may end too early. */
#define CLOCK_TOLERANCE 0.05

bool
stage_times_sum(
    const struct session_facts *facts, enum stage_id id, double *seconds)
{
	bool ran = false;

	*seconds = 0;
	for (size_t i = 0; i < STAGE_ROWS; i++) {
		if (stages[i].id != id ||
		    facts->seen[i].outcome == OUTCOME_SKIPPED ||
		    facts->seen[i].untimed)
			continue;
		*seconds += facts->seen[i].seconds;
		ran = true;
	}
	return ran;
}

/* Adds up the rows of each stage, since a stage can have two. */
static void
look_at(const struct session_facts *facts, const struct session_facts *spared,
    enum stage_id but, struct slowest *slowest)
{
	double seconds[STAGE_COUNT] = { 0 };

	for (size_t i = 0; i < STAGE_ROWS; i++) {
		enum stage_id id = stages[i].id;

		if (facts->seen[i].outcome == OUTCOME_SKIPPED ||
		    (facts == spared && id == but) || id >= STAGE_AFTERWARDS)
			continue;
		seconds[id] += facts->seen[i].seconds;
		if (seconds[id] > slowest->seconds) {
			slowest->session = facts;
			slowest->stage = id;
			slowest->seconds = seconds[id];
		}
	}
}

struct slowest
stage_times_slowest(const struct check_facts *check,
    const struct session_facts *spared, enum stage_id but)
{
	struct slowest slowest = { .session = NULL };

	for (size_t i = 0; i < check->count; i++)
		look_at(check->sessions[i], spared, but, &slowest);
	return slowest;
}

void
stage_times_put_name(
    const struct session_facts *session, enum stage_id stage, struct buf *out)
{
	(void)buf_puts(out, stage_names[stage].name);
	if (session->negative != NULL)
		(void)buf_printf(out, " of refuse %s", session->negative->name);
	else if (session->only != NULL)
		(void)buf_printf(out, " of %s", session->only->name);
}

bool
stage_times_put_cause(const struct check_facts *check,
    const struct session_facts *failed, enum stage_id stage, const char *before,
    struct buf *out)
{
	struct slowest slowest = stage_times_slowest(check, failed, stage);

	if (slowest.session == NULL ||
	    slowest.seconds <= check->config->time.total / 2)
		return false;
	(void)buf_puts(out, before);
	stage_times_put_name(slowest.session, slowest.stage, out);
	(void)buf_puts(out, " took ");
	(void)buf_put_decimal(
	    out, slowest.seconds, slowest.seconds < 1 ? 3 : 1);
	(void)buf_puts(out, " s");
	return true;
}

/* A stage whose own limit was reached has used it up; else the check's limit
 * came first. */
static bool
has_whole_limit_passed(const struct session_facts *facts, enum stage_id stage)
{
	double own = config_stage_timeout(facts->config, stage), seconds;

	return own >= facts->config->time.total ||
	       (stage_times_sum(facts, stage, &seconds) &&
		   seconds < own - CLOCK_TOLERANCE);
}

void
stage_times_put_limit(const struct check_facts *check,
    const struct session_facts *facts, enum stage_id stage, struct buf *out)
{
	bool whole = has_whole_limit_passed(facts, stage);
	double limit = whole ? check->config->time.total
			     : config_stage_timeout(check->config, stage);

	(void)buf_puts(
	    out, whole ? " (the whole check has " : " (this stage has ");
	range_print(out, &(struct range){ .start = 0, .end = limit });
	(void)buf_puts(out, " s, by -t");
	if (whole)
		(void)stage_times_put_cause(check, facts, stage, "; ", out);
	(void)buf_putc(out, ')');
}
