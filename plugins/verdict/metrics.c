/* The performance data of a check, judged by the thresholds. */
#include "metrics.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "findings.h"
#include "hints.h"
#include "metric_labels.h"
#include "stage_times.h"

#define DAY 86400.0

/* The time, one for each stage and for each mechanism, the age of a delivery,
 * and cert_days. */
_Static_assert(1 + STAGE_COUNT + SASL_MECHANISM_COUNT + 2 <= REPORT_METRICS,
    "REPORT_METRICS in report.h is too small");

/* All logins share the hint about "time_auth", and a metric without a hint of
 * its own gets the hint about "time". */
static const char *
hint_topic(const struct check_facts *check, const char *label)
{
	const char *auth = stage_names[STAGE_AUTH].metric;
	const struct error no_error = { 0 };

	if (strncmp(label, auth, strlen(auth)) == 0)
		return finding_suspects_penalty(check) ? "auth-penalty" : auth;
	return hint_find(label, &no_error, 0) != NULL ? label : METRIC_TIME;
}

/* As many decimals as a finding shows of a value that has so many. */
static int
shown_decimals(int decimals, double value)
{
	return decimals > 3 && value >= 0.01 ? 3 : decimals;
}

/* ", slowest: auth 8.020 s": where the time of the whole check went. */
static void
put_slowest(const struct check_facts *check, int decimals, struct buf *out)
{
	struct slowest slowest = stage_times_slowest(check, NULL, STAGE_COUNT);
	double seconds = slowest.seconds;

	if (slowest.session == NULL)
		return;
	(void)buf_puts(out, ", slowest: ");
	stage_times_put_name(slowest.session, slowest.stage, out);
	(void)buf_putc(out, ' ');
	(void)buf_put_decimal(out, seconds, shown_decimals(decimals, seconds));
	(void)buf_puts(out, " s");
}

/* The finding shows both ends of the range: "5" becomes "0:5". */
static void
report_broken_range(const struct check_facts *check,
    const struct metric *metric, const struct range *range, enum state state,
    struct report *report)
{
	struct range bare = { range->start, range->end, false };
	struct buf text = BUF_INIT(512);

	(void)buf_printf(&text, "%s ", metric->label);
	(void)buf_put_decimal(&text, metric->value,
	    shown_decimals(metric->decimals, metric->value));
	(void)buf_printf(&text, "%s%s is %s %s",
	    metric->uom[0] == '\0' ? "" : " ", metric->uom,
	    range->inside ? "within" : "outside",
	    range->start == 0 && !isinf(range->end) ? "0:" : "");
	range_print(&text, &bare);
	if (strcmp(metric->label, METRIC_TIME) == 0 && !range->inside &&
	    metric->value > range->end)
		put_slowest(check, metric->decimals, &text);
	finding_add_range(
	    report, state, hint_topic(check, metric->label), buf_string(&text));
	buf_free(&text);
}

/* The critical range goes before the warning range.  *broken becomes the range
 * that raises the alert, and stays unchanged when the state is OK. */
static enum state
judge_value(const struct metric *metric, const struct range **broken)
{
	const struct thresholds *t = &metric->thresholds;

	if (t->has_critical && range_alerts(&t->critical, metric->value)) {
		*broken = &t->critical;
		return STATE_CRITICAL;
	}
	if (t->has_warning && range_alerts(&t->warning, metric->value)) {
		*broken = &t->warning;
		return STATE_WARNING;
	}
	return STATE_OK;
}

static void
judge_range(const struct check_facts *check, const struct metric *metric,
    struct report *report)
{
	const struct range *broken = NULL;
	enum state state = judge_value(metric, &broken);

	if (broken != NULL)
		report_broken_range(check, metric, broken, state, report);
}

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
	judge_range(check, &metric, report);
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

/* Makes the range "DAYS:" from a threshold of -D, rounded up to whole days.
 * lifetime: of the certificate, in seconds.  false: no threshold. */
static bool
validity_range(
    const struct validity *validity, double lifetime, struct range *range)
{
	double days = validity->value;
	int64_t whole;

	if (!validity->given)
		return false;
	if (validity->percent)
		days = validity->value * lifetime / DAY / 100;
	whole = (int64_t)days;
	range->start = (double)(days > (double)whole ? whole + 1 : whole);
	range->end = HUGE_VAL;
	range->inside = false;
	return true;
}

/* Rounds down: 13.9 days must not satisfy "at least 14". */
static double
whole_days(double seconds)
{
	int64_t days = (int64_t)(seconds / DAY);

	return (double)(seconds < (double)days * DAY ? days - 1 : days);
}

/* The finding for -D speaks of days that are left, which is clearer than a
 * range to whoever renews the certificate. */
static void
report_short_validity(const struct session_facts *facts,
    const struct metric *metric, const struct range *broken, enum state state,
    struct report *report)
{
	const char *earliest = facts->certificate.earliest;
	const struct config *config = facts->config;
	const struct validity *asked = state == STATE_CRITICAL
					   ? &config->tls.critical_validity
					   : &config->tls.warn_validity;
	char percent[48] = "";

	if (asked->percent)
		(void)snprintf(percent, sizeof(percent),
		    " (%.4g%% of its lifetime)", asked->value);
	finding_add(report, state,
	    earliest[0] == '\0' ? METRIC_CERT_DAYS : "ca_days",
	    "cert: the certificate%s%s expires in %.0f day%s, at least %.0f%s "
	    "are wanted",
	    earliest[0] == '\0' ? "" : " of the CA ", earliest, metric->value,
	    metric->value == 1 ? "" : "s", broken->start, percent);
}

/* -w and -c for "cert_days" win over -D and its defaults. */
static struct thresholds
days_thresholds(const struct session_facts *facts, const struct thresholds *own)
{
	const struct config *config = facts->config;
	double lifetime = facts->certificate.lifetime;
	struct thresholds wanted = *own;

	if (!facts_judge_expiry(facts))
		return wanted;
	if (!own->has_warning)
		wanted.has_warning = validity_range(
		    &config->tls.warn_validity, lifetime, &wanted.warning);
	if (!own->has_critical)
		wanted.has_critical = validity_range(
		    &config->tls.critical_validity, lifetime, &wanted.critical);
	return wanted;
}

static void
judge_validity(const struct check_facts *check, struct report *report)
{
	const struct session_facts *facts = check->sessions[0];
	const struct certificate_facts *certificate = &facts->certificate;
	const struct limit *limit =
	    config_find_limit(facts->config, METRIC_CERT_DAYS);
	const struct thresholds none = { 0 };
	const struct thresholds *own =
	    limit == NULL ? &none : &limit->thresholds;
	struct metric metric = {
		.label = METRIC_CERT_DAYS,
		.uom = "",
		.value = whole_days(certificate->seconds),
		.thresholds = days_thresholds(facts, own),
		.signed_value = true,
	};
	const struct range *broken = NULL;
	enum state state = judge_value(&metric, &broken);

	if (!certificate->seen)
		return;
	report_metric(report, &metric);
	/* An expired certificate has failed the stage CERT already. */
	if (broken == NULL ||
	    (certificate->seconds < 0 && facts_judge_expiry(facts)))
		return;
	if (state == STATE_CRITICAL ? own->has_critical : own->has_warning)
		report_broken_range(check, &metric, broken, state, report);
	else
		report_short_validity(facts, &metric, broken, state, report);
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
	judge_range(check, &metric, report);
}

void
metrics_judge(const struct check_facts *check, struct report *report)
{
	judge_times(check, report);
	judge_logins(check, report);
	judge_age(check, report);
	judge_validity(check, report);
}
