/* How long certificates, the token, and what it is got with, live. */
#include "lifetimes.h"

#include <math.h>
#include <stdio.h>

#include "findings.h"
#include "metric_labels.h"
#include "metric_ranges.h"
#include "summary.h"

#define DAY 86400.0
/* The defaults of -D, for a lifetime of which nobody knows the beginning. */
#define USUAL_WARNING 14
#define USUAL_CRITICAL 3

/* Something that ends. */
struct life {
	const char *label; /* of its metric; NULL: it has none */
	const char *topic; /* of its hint */
	const char *stage;
	const char *what; /* "the certificate" */
	const char *name; /* of whom, or "" */
	double days;      /* that are left, whole */
	double lifetime;  /* all of it, in seconds; 0: not known */
	bool judged;      /* by -D */
	bool told;        /* that it has ended: a stage has failed */
};

/* Makes the range "DAYS:" from a threshold of -D, rounded up to whole days.
 * false: no threshold. */
static bool
validity_range(const struct validity *validity, const struct life *life,
    double usual, struct range *range)
{
	double days = validity->value;
	int64_t whole;

	if (!validity->given)
		return false;
	if (validity->percent && life->lifetime == 0)
		days = usual;
	else if (validity->percent)
		days = validity->value * life->lifetime / DAY / 100;
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

static const char *
plural(double n)
{
	return n == 1 ? "" : "s";
}

/* The finding for -D speaks of days that are left, which is clearer than a
 * range to whoever renews the certificate. */
static void
report_short_life(const struct config *config, const struct life *life,
    const struct range *broken, enum state state, struct report *report)
{
	const struct validity *asked = state == STATE_CRITICAL
					   ? &config->tls.critical_validity
					   : &config->tls.warn_validity;
	char percent[48] = "";

	if (asked->percent && life->lifetime != 0)
		(void)snprintf(percent, sizeof(percent),
		    " (%.4g%% of its lifetime)", asked->value);
	if (life->days < 0)
		finding_add(report, state, life->topic,
		    "%s: %s%s expired %.0f day%s ago", life->stage, life->what,
		    life->name, -life->days, plural(-life->days));
	else
		finding_add(report, state, life->topic,
		    "%s: %s%s expires in %.0f day%s, at least %.0f%s are "
		    "wanted",
		    life->stage, life->what, life->name, life->days,
		    plural(life->days), broken->start, percent);
}

/* -w and -c for the label win over -D and its defaults. */
static struct thresholds
life_thresholds(const struct config *config, const struct life *life,
    const struct thresholds *own)
{
	struct thresholds wanted = *own;

	if (!life->judged)
		return wanted;
	if (!own->has_warning)
		wanted.has_warning = validity_range(&config->tls.warn_validity,
		    life, USUAL_WARNING, &wanted.warning);
	if (!own->has_critical)
		wanted.has_critical =
		    validity_range(&config->tls.critical_validity, life,
			USUAL_CRITICAL, &wanted.critical);
	return wanted;
}

static void
judge_life(const struct check_facts *check, const struct life *life,
    struct report *report)
{
	const struct config *config = check->config;
	const struct limit *limit =
	    life->label == NULL ? NULL : config_find_limit(config, life->label);
	const struct thresholds none = { 0 };
	const struct thresholds *own =
	    limit == NULL ? &none : &limit->thresholds;
	struct metric metric = {
		.label = life->label,
		.uom = "",
		.value = life->days,
		.thresholds = life_thresholds(config, life, own),
		.signed_value = true,
	};
	const struct range *broken = NULL;
	enum state state = metric_range_state(&metric, &broken);

	if (life->label != NULL)
		report_metric(report, &metric);
	if (broken == NULL || (life->told && life->judged && life->days < 0))
		return;
	if (state == STATE_CRITICAL ? own->has_critical : own->has_warning)
		metric_range_report(check, &metric, broken, state, report);
	else
		report_short_life(config, life, broken, state, report);
}

static void
judge_certificate(const struct check_facts *check,
    const struct session_facts *facts, const char *label, const char *stage,
    struct report *report)
{
	const struct certificate_facts *certificate = &facts->certificate;
	bool own = certificate->earliest[0] == '\0';
	const struct life life = {
		.label = label,
		.topic = own ? METRIC_CERT_DAYS : "ca_days",
		.stage = stage,
		.what = own ? "the certificate" : "the certificate of the CA ",
		.name = certificate->earliest,
		.days = whole_days(certificate->seconds),
		.lifetime = certificate->lifetime,
		.judged = facts_judge_expiry(facts),
		.told = true,
	};

	if (certificate->seen)
		judge_life(check, &life, report);
}

/* That of the server of the mailbox. */
static void
judge_mailbox_certificate(
    const struct check_facts *check, struct report *report)
{
	const struct round_trip_facts *seen = check->sessions[0]->round_trip;
	struct buf stage = BUF_INIT(1024);

	if (seen == NULL)
		return;
	(void)buf_puts(&stage, "mailbox: ");
	summary_put_target(&seen->mailbox->config->target, &stage);
	judge_certificate(
	    check, seen->mailbox, NULL, buf_string(&stage), report);
	buf_free(&stage);
}

static void
judge_token(const struct check_facts *check, struct report *report)
{
	const struct secret_facts *secret = &check->sessions[0]->secret;
	const struct limit *limit =
	    config_find_limit(check->config, METRIC_TOKEN_HOURS);
	struct metric metric = {
		.label = METRIC_TOKEN_HOURS,
		.uom = "",
		.decimals = 1,
		.value = secret->hours,
		.signed_value = true,
	};

	if (!secret->has_hours)
		return;
	if (limit != NULL)
		metric.thresholds = limit->thresholds;
	report_metric(report, &metric);
	metric_range_judge(check, &metric, report);
}

static void
judge_client_secret(const struct check_facts *check, struct report *report)
{
	const struct secret_facts *secret = &check->sessions[0]->secret;
	const struct life life = {
		.label = METRIC_SECRET_DAYS,
		.topic = METRIC_SECRET_DAYS,
		.stage = "token",
		.what = "the client's secret or certificate",
		.name = "",
		.days = secret->days,
		.judged = !check->config->tls.ignore_expiration,
	};

	if (secret->has_days)
		judge_life(check, &life, report);
}

static void
judge_client_certificate(const struct check_facts *check, struct report *report)
{
	const struct client_facts *client = &check->sessions[0]->client;
	const struct life life = {
		.label = METRIC_CLIENT_DAYS,
		.topic = METRIC_CLIENT_DAYS,
		.stage = "tls",
		.what = "the client certificate",
		.name = "",
		.days = whole_days(client->seconds),
		.lifetime = client->lifetime,
		.judged = !check->config->tls.ignore_expiration,
	};

	if (client->known)
		judge_life(check, &life, report);
}

void
lifetimes_judge(const struct check_facts *check, struct report *report)
{
	judge_certificate(
	    check, check->sessions[0], METRIC_CERT_DAYS, "cert", report);
	judge_mailbox_certificate(check, report);
	judge_token(check, report);
	judge_client_secret(check, report);
	judge_client_certificate(check, report);
}
