#include <stdlib.h>
#include <string.h>

#include "openmetrics_valid.h"
#include "scenario.h"

void
judge_openmetrics(struct trial *trial)
{
	const struct story *story = trial->story;
	const char *wrong = openmetrics_valid(trial->output);
	char *state =
	    text_format("^smtp_auth_state(\\{[^ ]*\\})? %d$", story->expect);

	if (wrong != NULL)
		trial_fault(trial, "expected OpenMetrics, saw \"%.*s\"",
		    (int)strcspn(wrong, "\n"), wrong);
	if (strlen(trial->output) != trial->output_size)
		trial_fault(trial, "expected no NUL in the output");
	if (text_match(state, trial->output) != 1)
		trial_fault(
		    trial, "expected the state %d as a sample", story->expect);
	free(state);
}
