#include <stdlib.h>
#include <string.h>

#include "json_valid.h"
#include "scenario.h"

static bool
has_metric(const struct trial *trial, const char *label)
{
	char *member = text_format("{\"label\":\"%s\",", label);
	bool found = strstr(trial->output, member) != NULL;

	free(member);
	return found;
}

static void
judge_metrics(struct trial *trial, const struct strings *labels, bool wanted)
{
	for (size_t i = 0; i < labels->count; i++) {
		if (has_metric(trial, labels->at[i]) != wanted)
			trial_fault(trial, "expected %s metric %s",
			    wanted ? "a" : "no", labels->at[i]);
	}
}

void
judge_json(struct trial *trial)
{
	static const char *const states[] = { "OK", "WARNING", "CRITICAL",
		"UNKNOWN" };
	const struct story *story = trial->story;
	const char *wrong = json_valid(trial->output, trial->output_size);
	char *begin = text_format("{\"state\":\"%s\",\"exit_code\":%d,",
	    states[story->expect], story->expect);

	if (wrong != NULL)
		trial_fault(trial,
		    "expected valid JSON, it ends at byte %td: %.60s",
		    wrong - trial->output, wrong);
	if (strncmp(trial->output, begin, strlen(begin)) != 0)
		trial_fault(trial, "expected \"%s\", saw \"%.60s\"", begin,
		    trial->output);
	if (strpbrk(trial->output, "|<>") != NULL)
		trial_fault(trial, "expected | < > as escapes");
	if (strchr(trial->output, '\n') !=
	    trial->output + trial->output_size - 1)
		trial_fault(trial, "expected one line");
	judge_metrics(trial, &story->perfdata, true);
	judge_metrics(trial, &story->noperfdata, false);
	free(begin);
}
