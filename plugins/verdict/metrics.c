/* The performance data of a check, judged by the thresholds. */
#include "metrics.h"

#include "lifetimes.h"
#include "metric_labels.h"
#include "metric_ranges.h"
#include "stage_times.h"

static void
judge_time(const struct check_facts *check, const char *label, double seconds,
    double max, struct report *report)
{
	const struct limit *limit = config_find_limit(check->config, label);
	struct metric metric = {
		.label = label,
		.uom = "s",
		.decimals = 6,
		.value = seconds,
		.max = max,
	};

	if (limit != NULL)
		metric.thresholds = limit->thresholds;
	report_metric(report, &metric);
	metric_range_judge(check, &metric, report);
}

static void
judge_times(const struct check_facts *check, struct report *report)
{
	const struct config *config = check->config;
	double seconds;

	judge_time(check, METRIC_TIME, facts_seconds(check), config->time.total,
	    report);
	for (int i = 0; i < STAGE_COUNT; i++) {
		enum stage_id id = (enum stage_id)i;

		if (stage_names[id].metric != NULL &&
		    stage_times_sum(check->sessions[0], id, &seconds))
			judge_time(check, stage_names[id].metric, seconds,
			    config_stage_timeout(config, id), report);
	}
}

/* The mechanism of this session's login.  NULL: the session has no login, or
 * the login of a negative check, which is not measured. */
static const struct sasl_mechanism *
login_mechanism(const struct session_facts *facts)
{
	if (facts->negative != NULL)
		return NULL;
	return facts->mechanism != NULL ? facts->mechanism : facts->only;
}

/* Times per mechanism appear only with --auth-each, or with a threshold. */
static void
judge_logins(const struct check_facts *check, struct report *report)
{
	const struct config *config = check->config;
	char label[PERFDATA_LABEL_SIZE];
	double seconds;

	for (size_t i = 0; i < check->count; i++) {
		const struct session_facts *facts = check->sessions[i];
		const struct sasl_mechanism *mechanism = login_mechanism(facts);

		if (mechanism == NULL ||
		    !stage_times_sum(facts, STAGE_AUTH, &seconds))
			continue;
		metric_of_mechanism(mechanism->name, label);
		if (config->steps.auth_each ||
		    config_find_limit(config, label) != NULL)
			judge_time(check, label, seconds,
			    config_stage_timeout(config, STAGE_AUTH), report);
	}
}

/* In --round-trip previous: how long ago the newest that arrived was sent. */
static void
judge_age(const struct check_facts *check, struct report *report)
{
	const struct round_trip_facts *seen = check->sessions[0]->round_trip;
	const struct limit *limit =
	    config_find_limit(check->config, METRIC_DELIVERY_AGE);
	struct metric metric = {
		.label = METRIC_DELIVERY_AGE,
		.uom = "s",
		.decimals = 0,
	};

	if (seen == NULL || !seen->arrived || !check->config->mailbox.previous)
		return;
	metric.value = seen->age;
	metric.max = check->config->mailbox.arrived_within;
	if (limit != NULL)
		metric.thresholds = limit->thresholds;
	report_metric(report, &metric);
	metric_range_judge(check, &metric, report);
}

void
metrics_judge(const struct check_facts *check, struct report *report)
{
	judge_times(check, report);
	judge_logins(check, report);
	judge_age(check, report);
	lifetimes_judge(check, report);
}
