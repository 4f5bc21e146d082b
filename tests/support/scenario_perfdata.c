#include <stdlib.h>
#include <string.h>

#include "monitor.h"
#include "scenario.h"
#include "stage_table.h"

#define STAGE(id, name, metric, ...) { name, metric },
#define NO_STAGE(...)

/* The stages in the order of the protocol; a metric of NULL: it has no time. */
static const struct {
	const char *name, *metric;
} stages[] = { STAGE_TABLE(STAGE, NO_STAGE) };

enum {
	STAGES = sizeof(stages) / sizeof(stages[0]),
};

static bool
is_there(const struct monitor_view *view, const char *label)
{
	for (size_t i = 0; i < view->count; i++) {
		if (strcmp(view->metrics[i].label, label) == 0)
			return true;
	}
	return false;
}

/* The name of a target, perhaps its address, and its time. */
static bool
is_of_target(const char *label)
{
	return text_match(
		   "^[A-Za-z0-9._-]+(\\[[0-9a-f.:]+\\])?::time$", label) == 1;
}
/* What is left of something, in this order. */
static const char *const lives[] = { "cert_days", "token_hours", "secret_days",
	"client_cert_days", "targets", "targets_failed" };

enum {
	LIVES = sizeof(lives) / sizeof(lives[0]),
};

/* Where this label has its place: time, the stages, the logins, the rest.  -1:
 * it is none of ours. */
static int
place_of(const char *label)
{
	if (strcmp(label, "time") == 0)
		return 0;
	for (int i = 0; i < STAGES; i++) {
		if (stages[i].metric != NULL &&
		    strcmp(label, stages[i].metric) == 0)
			return 1 + i;
	}
	if (strncmp(label, "time_auth_", 10) == 0)
		return 1 + STAGES;
	if (strcmp(label, "delivery_age") == 0)
		return 2 + STAGES;
	for (int i = 0; i < LIVES; i++)
		if (strcmp(label, lives[i]) == 0)
			return 3 + STAGES + i;
	return is_of_target(label) ? 3 + STAGES + LIVES : -1;
}

/* A range that could be a number, which Icinga would keep, must be one. */
static bool
could_be_plain(const char *range)
{
	return strncmp(range, "0:", 2) == 0 && range[2] != '\0';
}

static void
judge_metric(struct trial *trial, const struct monitor_metric *metric)
{
	bool timed = strncmp(metric->label, "time", 4) == 0 ||
		     strcmp(metric->label, "delivery_age") == 0 ||
		     is_of_target(metric->label);

	if (!is_of_target(metric->label) &&
	    strspn(metric->label, "abcdefghijklmnopqrstuvwxyz0123456789_") !=
		strlen(metric->label))
		trial_fault(
		    trial, "expected a plain label, saw \"%s\"", metric->label);
	if (strcmp(metric->unit, timed ? "s" : "") != 0)
		trial_fault(trial, "%s has the unit \"%s\"", metric->label,
		    metric->unit);
	if (metric->field_count > MONITOR_FIELDS)
		trial_fault(trial, "%s has too many fields", metric->label);
	/* Icinga draws no pie without both. */
	if (timed && (!metric->kept[MONITOR_MIN] || !metric->kept[MONITOR_MAX]))
		trial_fault(
		    trial, "%s has no minimum and maximum", metric->label);
	if (timed && metric->value < 0)
		trial_fault(trial, "%s is negative", metric->label);
	for (int i = 0; i < MONITOR_MIN; i++) {
		if (could_be_plain(metric->fields[i]))
			trial_fault(trial,
			    "expected the plain form of %s, saw \"%s\"",
			    metric->label, metric->fields[i]);
	}
}

/* Each label once, in its order. */
static void
judge_order(struct trial *trial, const struct monitor_view *view)
{
	int last = -1;

	for (size_t i = 0; i < view->count; i++) {
		const char *label = view->metrics[i].label;
		int place = place_of(label);

		if (place < last || (place == last && place <= STAGES))
			trial_fault(trial,
			    "%s stands twice, in a wrong place or is not known",
			    label);
		last = place;
	}
}

/* The times of the long output and those of the performance data are about the
 * same stages. */
static void
judge_completeness(struct trial *trial, const struct monitor_view *view)
{
	bool told = text_match("^\\[[A-Z]+\\] connect: ", view->text) == 1 &&
		    !is_there(view, "targets");

	for (int i = 0; i < STAGES && told; i++) {
		const char *label = stages[i].metric;
		char *line = text_format(
		    "^\\[[A-Z]+\\] %s: .*\\([0-9.]+ ms\\)$", stages[i].name);
		bool shown = text_match(line, view->text) == 1;

		if (shown != (label != NULL && is_there(view, label)))
			trial_fault(trial, "the %s of %s stands alone",
			    shown ? "line" : "metric", stages[i].name);
		free(line);
	}
}

/* Both systems must read the same. */
static void
judge_views(struct trial *trial, const struct monitor_view *icinga)
{
	struct monitor_view nagios;

	monitor_nagios(&nagios, trial->output);
	if (strcmp(icinga->perfdata, nagios.perfdata) != 0)
		trial_fault(trial,
		    "Icinga reads the performance data \"%s\", Nagios \"%s\"",
		    icinga->perfdata, nagios.perfdata);
	if (strcmp(icinga->text, nagios.text) != 0)
		trial_fault(trial, "Icinga and Nagios read different texts");
	monitor_free(&nagios);
}

static void
judge_labels(struct trial *trial, const struct monitor_view *view, bool wanted)
{
	const struct story *story = trial->story;
	const struct strings *labels =
	    wanted ? &story->perfdata : &story->noperfdata;

	for (size_t i = 0; i < labels->count; i++) {
		if (is_there(view, labels->at[i]) != wanted)
			trial_fault(trial,
			    "expected %s%s in the performance data, saw \"%s\"",
			    wanted ? "" : "no ", labels->at[i], view->perfdata);
	}
}

/* All but usage errors have some, and what ends before the server is heard. */
static bool
needs_perfdata(const struct trial *trial)
{
	if (trial->story->expect != 3)
		return true;
	if (trial->injection == NULL)
		return trial->connections > 0;
	/* The last words about many targets have no times. */
	return trial->heard && trial->story->server_count == 0;
}

void
judge_perfdata(struct trial *trial)
{
	struct monitor_view view;

	monitor_icinga(&view, trial->output);
	judge_views(trial, &view);
	if (view.dropped > 0)
		trial_fault(trial, "Icinga does not understand all of \"%s\"",
		    view.perfdata);
	if (strchr(view.text, '|') != NULL)
		trial_fault(trial, "a | stands beyond the performance data");
	if (view.count > 0 && strcmp(view.metrics[0].label, "time") != 0)
		trial_fault(trial,
		    "expected performance data with time first, saw \"%s\"",
		    view.perfdata);
	for (size_t i = 0; i < view.count; i++)
		judge_metric(trial, &view.metrics[i]);
	judge_order(trial, &view);
	judge_completeness(trial, &view);
	judge_labels(trial, &view, true);
	judge_labels(trial, &view, false);
	if (view.count == 0 && needs_perfdata(trial))
		trial_fault(trial, "expected performance data, saw none");
	monitor_free(&view);
}
