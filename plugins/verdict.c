#include "verdict.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "clock.h"
#include "hints.h"
#include "metrics.h"

#define DAY 86400.0

enum failure
verdict_failure(const struct error *error)
{
	switch (error->kind) {
	case ERROR_TIMEOUT:
		return FAILURE_TIMEOUT;
	case ERROR_CLOSED:
	case ERROR_IO:
		return FAILURE_CLOSED;
	case ERROR_RETRY:
		return FAILURE_TRANSIENT;
	case ERROR_REJECTED:
		return error->code / 100 == 4 ? FAILURE_TRANSIENT
					      : FAILURE_PERMANENT;
	case ERROR_UNSUPPORTED:
		return FAILURE_UNSUPPORTED;
	case ERROR_PROTOCOL:
	case ERROR_TLS:
		return FAILURE_PROTOCOL;
	case ERROR_NONE:
	case ERROR_USAGE:
	case ERROR_RESOLVE:
	case ERROR_CONNECT:
	case ERROR_CERTIFICATE:
		return FAILURE_PERMANENT;
	}
	return FAILURE_PERMANENT;
}

/* What this row's failure or doubt is worth.  Our own side's is UNKNOWN,
 * whatever the user says. */
static enum state
severity(const struct config *config, const struct stage *row,
    const struct observation *seen)
{
	enum failure kind = verdict_failure(&seen->error);
	enum state state = row->permanent;

	if (seen->outcome == PASSED)
		return STATE_OK;
	if (seen->error.kind == ERROR_USAGE)
		return STATE_UNKNOWN;
	if (config_override(config, row->name, kind, &state))
		return state;
	if (seen->outcome == DOUBTED)
		return STATE_WARNING;
	return kind == FAILURE_TRANSIENT ? row->transient : row->permanent;
}

static void
put_hint(struct report *report, const char *stage, const struct error *error)
{
	const struct hint *hint = NULL;

	if (!report->brief && report->hint.len == 0)
		hint = hint_find(stage, error);
	if (hint != NULL)
		(void)buf_printf(
		    &report->hint, "hint (%s): %s", hint->who, hint->text);
}

/* One line of the long output, and for trouble the finding and the hint. */
static void
judge_row(const struct session *session, const struct stage *row,
    const struct observation *seen, struct report *report)
{
	const struct error *error = &seen->error;
	enum state state = severity(session->config, row, seen);
	const char *between =
	    seen->note[0] != '\0' && error->text[0] != '\0' ? ": " : "";
	double limit = config_stage_timeout(session->config, row->name);
	char waited[64] = "";

	if (error->kind == ERROR_TIMEOUT)
		(void)snprintf(waited, sizeof(waited),
		    " (after %.2f s; -t allows %.4g s)", seen->seconds, limit);
	if (row->metric == NULL)
		report_line(report, state, "%s: %s%s%s", row->name, seen->note,
		    between, error->text);
	else
		report_line(report, state, "%s: %s%s%s (%.1f ms)", row->name,
		    seen->note, between, error->text, seen->seconds * 1000);
	if (seen->outcome == PASSED)
		return;
	report_finding(
	    report, state, "%s: %s%s", row->name, error->text, waited);
	put_hint(report, row->name, error);
}

/* What stands in the finding: both ends of a range, the plain one's too. */
static void
put_range(struct buf *out, const struct range *range)
{
	(void)buf_puts(out, range->inside ? "within " : "outside ");
	if (range->start == 0 && !isinf(range->end))
		(void)buf_puts(out, "0:");
	range_print(out, &(struct range){ range->start, range->end, false });
}

static void
complain(const struct metric *metric, const struct range *range,
    enum state state, struct report *report)
{
	struct buf text = BUF_INIT(128);

	put_range(&text, range);
	if (strcmp(metric->label, METRIC_CERT_DAYS) == 0)
		report_finding(report, state,
		    "cert: the certificate expires in %.0f days, %s",
		    metric->value, buf_string(&text));
	else
		report_finding(report, state, "%s %.3g %s is %s", metric->label,
		    metric->value, metric->uom, buf_string(&text));
	buf_free(&text);
}

/* Of both ranges the worse one speaks. */
static void
judge_range(const struct metric *metric, struct report *report)
{
	const struct thresholds *t = &metric->thresholds;

	if (t->has_critical && range_alerts(&t->critical, metric->value))
		complain(metric, &t->critical, STATE_CRITICAL, report);
	else if (t->has_warning && range_alerts(&t->warning, metric->value))
		complain(metric, &t->warning, STATE_WARNING, report);
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
judge_times(const struct session *session, struct report *report)
{
	const struct config *config = session->config;
	double seconds =
	    (double)(session->ended - session->began) / (double)CLOCK_SECOND;

	judge_time(config, METRIC_TIME, seconds, config->timeout, report);
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

static void
judge_validity(const struct session *session, struct report *report)
{
	const struct config *config = session->config;
	const struct certificate_facts *facts = &session->certificate;
	const struct limit *limit = config_find_limit(config, METRIC_CERT_DAYS);
	struct metric metric = {
		.label = METRIC_CERT_DAYS,
		.uom = "",
		.value = whole_days(facts->seconds),
		.signed_value = true,
	};
	struct thresholds *t = &metric.thresholds;

	if (!facts->seen)
		return;
	t->has_warning = validity_range(
	    &config->warn_validity, facts->lifetime, &t->warning);
	t->has_critical = validity_range(
	    &config->critical_validity, facts->lifetime, &t->critical);
	if (config->ignore_expiration)
		t->has_warning = t->has_critical = false;
	if (limit != NULL)
		*t = limit->thresholds;
	report_metric(report, &metric);
	/* An expired one has failed its stage already. */
	if (facts->seconds >= 0)
		judge_range(&metric, report);
}

static bool
has_greeted(const struct session *session)
{
	for (size_t i = 0; i < stage_count; i++)
		if (strcmp(stages[i].name, "ehlo") == 0 &&
		    session->seen[i].outcome == PASSED)
			return true;
	return false;
}

static void
judge_expectation(const struct session *session, struct report *report)
{
	const char *text = session->config->expect;
	const struct buf *heard = &session->greetings;

	/* Without an EHLO that came to its end there is worse to tell. */
	if (text == NULL || !has_greeted(session))
		return;
	if (memmem(buf_string(heard), heard->len, text, strlen(text)) != NULL)
		return;
	report_finding(report, STATE_WARNING,
	    "expect: \"%s\" is neither in the greeting nor in the reply to "
	    "EHLO",
	    text);
}

/* "mail.example.com:587", "[2001:db8::1]:25" or the path of a socket. */
static void
put_target(const struct config *config, struct buf *out)
{
	const char *host = config->host;
	bool bare = strchr(host, ':') != NULL && !config->host_is_path;

	(void)buf_puts(out, bare ? "[" : "");
	(void)buf_put_printable(out, host, strlen(host), 255);
	(void)buf_puts(out, bare ? "]" : "");
	if (!config->host_is_path)
		(void)buf_printf(out, ":%u", config->port);
}

/* What went well, the furthest step last. */
static void
praise(const struct session *session, struct report *report)
{
	const struct config *config = session->config;
	const char *version = session->tls.version;
	struct buf text = BUF_INIT(2048);

	put_target(config, &text);
	if (config->login)
		(void)buf_printf(&text, " AUTH %s as %s accepted",
		    session->mechanism->name, config->user);
	else
		(void)buf_printf(&text, " %s accepted", session->greeted_by);
	if (version != NULL)
		(void)buf_printf(&text, " over %s", version);
	if (config->send)
		(void)buf_printf(
		    &text, ", message %s handed in", session->token);
	else if (config->to_count > 0)
		(void)buf_printf(&text, ", %zu recipient%s accepted",
		    config->to_count, config->to_count == 1 ? "" : "s");
	else if (config->has_sender)
		(void)buf_puts(&text, ", sender accepted");
	if (config->command_count > 0)
		(void)buf_printf(&text, ", %zu command%s answered as expected",
		    config->command_count,
		    config->command_count == 1 ? "" : "s");
	/* It begins with the target: that need not stand at the end too. */
	buf_clear(&report->target);
	report_finding(report, STATE_OK, "%s", buf_string(&text));
	buf_free(&text);
}

static void
show_quit(const struct session *session, struct report *report)
{
	const struct observation *quit = &session->quit;

	if (session->config->verbosity == 0 || quit->outcome == SKIPPED)
		return;
	report_line(report, STATE_OK, "quit: %s%s (%.1f ms)", quit->note,
	    quit->error.text, quit->seconds * 1000);
}

static void
show_notes(const struct session *session, struct report *report)
{
	if (session->config->verbosity > 0 &&
	    session->config->password_readable)
		report_line(report, STATE_OK,
		    "note: others on this host may read the password file "
		    "(chmod o-r)");
	(void)buf_append(&report->dialogue,
	    buf_string(&session->transcript.text),
	    session->transcript.text.len);
}

static void
judge_session(const struct session *session, struct report *report)
{
	bool failed = false;

	put_target(session->config, &report->target);
	for (size_t i = 0; i < stage_count; i++) {
		const struct observation *seen = &session->seen[i];

		if (seen->outcome == SKIPPED)
			continue;
		judge_row(session, &stages[i], seen, report);
		failed = failed || seen->outcome == FAILED;
	}
	judge_times(session, report);
	judge_validity(session, report);
	judge_expectation(session, report);
	show_quit(session, report);
	show_notes(session, report);
	if (report->state == STATE_OK && !failed)
		praise(session, report);
}

void
verdict(const struct plan *plan, struct report *report)
{
	for (size_t i = 0; i < plan->count; i++)
		judge_session(&plan->probes[i].session, report);
}

void
verdict_usage(const struct error *error, struct report *report)
{
	report_finding(report, STATE_UNKNOWN, "usage: %s", error->text);
}
