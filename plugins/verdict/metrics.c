#include "metrics.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "hints.h"
#include "stages.h"
#include "trouble.h"

#define DAY 86400.0

void
metric_of_mechanism(const char *name, char to[PERFDATA_LABEL_SIZE])
{
	(void)snprintf(to, PERFDATA_LABEL_SIZE, METRIC_AUTH "_%s", name);
	for (; *to != '\0'; to++) {
		if (*to == '-')
			*to = '_';
		else if (*to >= 'A' && *to <= 'Z')
			*to = (char)(*to - 'A' + 'a');
	}
}

static bool
is_stage(const char *name, char to[PERFDATA_LABEL_SIZE])
{
	for (size_t i = 0; i < stage_count; i++) {
		const char *label = stages[i].metric;

		if (label == NULL || (strcmp(name, label) != 0 &&
					 strcmp(name, stages[i].name) != 0))
			continue;
		(void)snprintf(to, PERFDATA_LABEL_SIZE, "%s", label);
		return true;
	}
	return false;
}

static bool
is_login(const char *name, char to[PERFDATA_LABEL_SIZE])
{
	for (size_t i = 0; sasl_mechanisms[i] != NULL; i++) {
		metric_of_mechanism(sasl_mechanisms[i]->name, to);
		if (strcmp(name, to) == 0)
			return true;
	}
	return false;
}

int
metric_label(const char *name, char to[PERFDATA_LABEL_SIZE])
{
	if (name == NULL)
		name = METRIC_TIME;
	if (is_stage(name, to) || is_login(name, to))
		return 0;
	if (strcmp(name, METRIC_TIME) != 0 &&
	    strcmp(name, METRIC_CERT_DAYS) != 0)
		return -1;
	(void)snprintf(to, PERFDATA_LABEL_SIZE, "%s", name);
	return 0;
}

/* What the hint for this metric is about. */
static const char *
topic(const char *label)
{
	const struct error no_error = { 0 };

	if (strncmp(label, METRIC_AUTH, strlen(METRIC_AUTH)) == 0)
		return METRIC_AUTH;
	return hint_find(label, &no_error, 0) != NULL ? label : METRIC_TIME;
}

/* Both ends of a range, the plain one's too. */
static void
complain(const struct metric *metric, const struct range *range,
    enum state state, struct report *report)
{
	struct range bare = { range->start, range->end, false };
	struct buf text = BUF_INIT(128);
	int decimals = metric->decimals;

	if (decimals > 3 && metric->value >= 0.01)
		decimals = 3;
	if (range->start == 0 && !isinf(range->end))
		(void)buf_puts(&text, "0:");
	range_print(&text, &bare);
	trouble_doubt(report, state, topic(metric->label),
	    "%s %.*f%s%s is %s %s", metric->label, decimals, metric->value,
	    metric->uom[0] == '\0' ? "" : " ", metric->uom,
	    range->inside ? "within" : "outside", buf_string(&text));
	buf_free(&text);
}

/* Which range does the value break?  The worse one counts. */
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
judge_range(const struct metric *metric, struct report *report)
{
	const struct range *broken = NULL;
	enum state state = judge_value(metric, &broken);

	if (broken != NULL)
		complain(metric, broken, state, report);
}

static void
judge_time(const struct config *config, const char *label, double seconds,
    double max, struct report *report)
{
	const struct limit *limit = config_find_limit(config, label);
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
	judge_range(&metric, report);
}

/* The rows of one name are one stage.  false: none of them ran. */
static bool
add_up(const struct session *session, const char *name, double *seconds)
{
	bool ran = false;

	*seconds = 0;
	for (size_t i = 0; i < stage_count; i++) {
		if (strcmp(stages[i].name, name) != 0 ||
		    session->seen[i].outcome == SKIPPED)
			continue;
		*seconds += session->seen[i].seconds;
		ran = true;
	}
	return ran;
}

static void
judge_times(const struct plan *plan, struct report *report)
{
	const struct session *session = &plan->probes[0]->session;
	const struct config *config = plan->config;
	double seconds = plan_seconds(plan);

	judge_time(config, METRIC_TIME, seconds, config->time.total, report);
	for (size_t i = 0; i < stage_count; i++)
		if (stages[i].metric != NULL && stage_is_first(i) &&
		    add_up(session, stages[i].name, &seconds))
			judge_time(config, stages[i].metric, seconds,
			    config_stage_timeout(config, stages[i].name),
			    report);
}

/* "WARN:" in whole days, of the lifetime when it is a percentage. */
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

/* Days rounded down, so that "14" is not kept by 13.9. */
static double
whole_days(double seconds)
{
	int64_t days = (int64_t)(seconds / DAY);

	return (double)(seconds < (double)days * DAY ? days - 1 : days);
}

/* -D, in the words of who renews certificates. */
static void
complain_of_days(const struct session *session, const struct metric *metric,
    const struct range *broken, enum state state, struct report *report)
{
	const char *earliest = session->certificate.earliest;
	const struct config *config = session->config;
	const struct validity *asked = state == STATE_CRITICAL
					   ? &config->tls.critical_validity
					   : &config->tls.warn_validity;
	char percent[48] = "";

	if (asked->percent)
		(void)snprintf(percent, sizeof(percent),
		    " (%.4g%% of its lifetime)", asked->value);
	trouble_doubt(report, state,
	    earliest[0] == '\0' ? METRIC_CERT_DAYS : "ca_days",
	    "cert: the certificate%s%s expires in %.0f day%s, at least %.0f%s "
	    "are wanted",
	    earliest[0] == '\0' ? "" : " of the CA ", earliest, metric->value,
	    metric->value == 1 ? "" : "s", broken->start, percent);
}

/* The ranges of -D, or what -w and -c give for this very metric. */
static struct thresholds
days_wanted(const struct session *session, const struct thresholds *own)
{
	const struct config *config = session->config;
	double lifetime = session->certificate.lifetime;
	struct thresholds wanted = *own;

	if (!session_judges_expiry(session))
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
judge_validity(const struct session *session, struct report *report)
{
	const struct certificate_facts *facts = &session->certificate;
	const struct limit *limit =
	    config_find_limit(session->config, METRIC_CERT_DAYS);
	const struct thresholds none = { 0 };
	const struct thresholds *own =
	    limit == NULL ? &none : &limit->thresholds;
	struct metric metric = {
		.label = METRIC_CERT_DAYS,
		.uom = "",
		.value = whole_days(facts->seconds),
		.thresholds = days_wanted(session, own),
		.signed_value = true,
	};
	const struct range *broken = NULL;
	enum state state = judge_value(&metric, &broken);

	if (!facts->seen)
		return;
	report_metric(report, &metric);
	/* An expired one has failed its stage already. */
	if (broken == NULL ||
	    (facts->seconds < 0 && session_judges_expiry(session)))
		return;
	if (state == STATE_CRITICAL ? own->has_critical : own->has_warning)
		complain(&metric, broken, state, report);
	else
		complain_of_days(session, &metric, broken, state, report);
}

/* The time of each login that has a label. */
static void
judge_logins(const struct plan *plan, struct report *report)
{
	double seconds;

	for (size_t i = 0; i < plan->count; i++)
		if (plan->probes[i]->label[0] != '\0' &&
		    add_up(&plan->probes[i]->session, "auth", &seconds))
			judge_time(plan->config, plan->probes[i]->label,
			    seconds, config_stage_timeout(plan->config, "auth"),
			    report);
}

void
metrics_judge(const struct plan *plan, struct report *report)
{
	judge_times(plan, report);
	judge_logins(plan, report);
	judge_validity(&plan->probes[0]->session, report);
}
