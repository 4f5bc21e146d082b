#include "verdict.h"

#include <stdio.h>
#include <string.h>

#include "expectations.h"
#include "explain.h"
#include "facts.h"
#include "metrics.h"
#include "trouble.h"

/* Characters of what is wrong with an option, and of -U, that are shown. */
#define USAGE_SHOWN 300
#define USER_SHOWN 80

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

/* Which of the user's limits was reached? */
static void
put_limit(const struct config *config, const char *stage, char *to, size_t size)
{
	double own = config_stage_timeout(config, stage);

	if (own < config->time.total)
		(void)snprintf(
		    to, size, " (this stage has %.4g s, by -t)", own);
	else
		(void)snprintf(to, size, " (the whole check has %.4g s, by -t)",
		    config->time.total);
}

/* How to see the first trouble of a stage with one's own eyes. */
static void
show_by_hand(const struct session *session, const char *stage,
    const struct error *error, struct report *report)
{
	if (session->config->output.verbosity > 0 &&
	    error->kind != ERROR_USAGE && stage[0] != '\0' &&
	    report->by_hand.len == 0)
		explain_failure(session, stage, &report->by_hand);
}

/* One mechanism refuses what another one takes: it is not the password. */
static void
put_hint(const struct session *session, const struct stage *row,
    const struct error *error, enum state state, struct report *report)
{
	const struct error no_error = { 0 };

	if (session->secret_is_right && strcmp(row->name, "auth") == 0 &&
	    error->code / 100 == 5)
		trouble_hint(report, state, "auth-each", &no_error, session);
	else
		trouble_hint(report, state, row->name, error, session);
}

/* One line of the long output, and for trouble the finding and the hint. */
static void
judge_row(const struct session *session, const struct stage *row,
    const char *login, const struct observation *seen, struct report *report)
{
	const struct error *error = &seen->error;
	enum state state = severity(session->config, row, seen);
	const char *between =
	    seen->note[0] != '\0' && error->text[0] != '\0' ? ": " : "";
	struct report_line line = {
		.state = state,
		.name = row->name,
		.has_time = row->metric != NULL,
		.seconds = seen->seconds,
		.code = error->code,
		.status = error->status,
		.replies = &seen->replies,
	};
	char limit[64] = "";

	/* The note of a login begins with the mechanism. */
	if (login[0] != '\0' && strncmp(seen->note, login, strlen(login)) != 0)
		line.login = login;
	if (error->kind == ERROR_TIMEOUT)
		put_limit(session->config, row->name, limit, sizeof(limit));
	report_line(report, &line, "%s%s%s", seen->note, between, error->text);
	if (seen->outcome == PASSED)
		return;
	report_finding(report, state, "%s: %s%s%s%s", row->name, login,
	    login[0] == '\0' ? "" : ": ", error->text, limit);
	show_by_hand(session, row->name, error, report);
	put_hint(session, row, error, state, report);
}

/* "mail.example.com:587", "[2001:db8::1]:25" or the path of a socket. */
static void
put_target(const struct config *config, struct buf *out)
{
	const char *host = config->target.host;
	bool bare = strchr(host, ':') != NULL && !config->target.host_is_path;

	(void)buf_puts(out, bare ? "[" : "");
	(void)buf_put_printable(out, host, strlen(host), 255);
	(void)buf_puts(out, bare ? "]" : "");
	if (!config->target.host_is_path)
		(void)buf_printf(out, ":%u", config->target.port);
}

/* "AUTH PLAIN as probe accepted" */
static void
put_login(const struct session *session, struct buf *out)
{
	const char *user = session->config->login.user;

	(void)buf_printf(out, " AUTH %s", session->mechanism->name);
	if (user != NULL) {
		(void)buf_puts(out, " as ");
		(void)buf_put_printable(out, user, strlen(user), USER_SHOWN);
	}
	(void)buf_puts(out, " accepted");
}

/* What the other sessions were for. */
static void
put_others(const struct plan *plan, struct buf *out)
{
	const char *logins = ", also", *negative = ", refuses";

	for (size_t i = 1; i < plan->count; i++) {
		const struct probe *probe = plan->probes[i];

		if (probe->refusal != NULL) {
			(void)buf_printf(
			    out, "%s %s", negative, probe->refusal->name);
			negative = ",";
		} else {
			(void)buf_printf(
			    out, "%s %s", logins, probe->session.only->name);
			logins = ",";
		}
	}
}

/* What went well, the furthest step last. */
static void
praise(const struct plan *plan, struct report *report)
{
	const struct session *session = &plan->probes[0]->session;
	const struct config *config = plan->config;
	const char *version = session->tls.version;
	struct buf text = BUF_INIT(2048);

	put_target(config, &text);
	if (config->steps.login)
		put_login(session, &text);
	else
		(void)buf_printf(&text, " %s accepted", session->greeted_by);
	if (version != NULL)
		(void)buf_printf(&text, " over %s", version);
	put_others(plan, &text);
	if (config->steps.send)
		(void)buf_printf(
		    &text, ", message %s handed in", session->token);
	else if (config->steps.to_count > 0)
		(void)buf_printf(&text, ", %zu recipient%s accepted",
		    config->steps.to_count,
		    config->steps.to_count == 1 ? "" : "s");
	else if (config->steps.has_sender)
		(void)buf_puts(&text, ", sender accepted");
	/* --on-failure may let one pass that was not. */
	if (session_has_passed(session, "command"))
		(void)buf_printf(&text, ", %zu command%s answered as expected",
		    config->steps.command_count,
		    config->steps.command_count == 1 ? "" : "s");
	report->target_told = true;
	report_finding(report, STATE_OK, "%s", buf_string(&text));
	buf_free(&text);
}

static void
show_quit(const struct session *session, struct report *report)
{
	const struct observation *quit = &session->quit;
	const struct report_line line = {
		.name = "quit",
		.has_time = true,
		.seconds = quit->seconds,
	};

	if (session->config->output.verbosity > 0 && quit->outcome != SKIPPED)
		report_line(
		    report, &line, "%s%s", quit->note, quit->error.text);
}

static void
show_notes(const struct plan *plan, struct report *report)
{
	const struct report_line remark = { .state = STATE_OK };
	const struct buf *details = &plan->probes[0]->session.details;

	if (plan->config->output.verbosity > 0 && plan->config->login.readable)
		report_line(report, &remark,
		    "note: others on this host may read the file with the "
		    "password (chmod o-r)");
	(void)buf_append(&report->details, buf_string(details), details->len);
	for (size_t i = 0; i < plan->count; i++) {
		const struct transcript *said =
		    &plan->probes[i]->session.transcript;

		(void)buf_append(
		    &report->dialogue, buf_string(&said->text), said->text.len);
	}
}

/* The ordinary check, stage by stage.  false: it failed. */
static bool
judge_session(const struct session *session, struct report *report)
{
	bool passed = true;

	put_target(session->config, &report->target);
	for (size_t i = 0; i < stage_count; i++) {
		const struct observation *seen = &session->seen[i];
		bool one_of_several = session->config->steps.auth_each &&
				      session->mechanism != NULL &&
				      strcmp(stages[i].name, "auth") == 0;

		if (seen->outcome == SKIPPED)
			continue;
		judge_row(session, &stages[i],
		    one_of_several ? session->mechanism->name : "", seen,
		    report);
		passed = passed && seen->outcome != FAILED;
	}
	return passed;
}

/* A further login: of its stages only the last one matters. */
static bool
judge_login(const struct session *session, struct report *report)
{
	const char *name = session->only->name;
	struct report_line line = { .name = "auth", .login = name };
	size_t last = stage_count;
	enum state late = STATE_CRITICAL;

	for (size_t i = 0; i < stage_count; i++) {
		if (session->seen[i].outcome != SKIPPED)
			last = i;
		if (session->seen[i].outcome == FAILED)
			break;
	}
	if (last == stage_count) {
		(void)config_override(
		    session->config, "auth", FAILURE_TIMEOUT, &late);
		report_finding(report, late,
		    "auth: %s: not tried, the time was over", name);
		line.state = late;
		report_line(report, &line, "not tried");
		return false;
	}
	judge_row(session, &stages[last], name, &session->seen[last], report);
	return session->seen[last].outcome == PASSED;
}

/* What the server must refuse: the other way round. */
static bool
judge_refusal(const struct probe *probe, struct report *report)
{
	static const struct observation nothing = { .outcome = SKIPPED };
	const struct error no_error = { 0 };
	const struct refusal *refusal = probe->refusal;
	size_t row = stage_count;
	enum state state = refusal->judge(&probe->session, &row);
	const struct observation *seen = &nothing;
	const char *stage = "", *what;
	char name[PERFDATA_LABEL_SIZE];
	struct report_line line = { .state = state, .name = name };

	(void)snprintf(name, sizeof(name), "refuse %s", refusal->name);
	if (row < stage_count) {
		seen = &probe->session.seen[row];
		stage = stages[row].name;
	}
	line.code = seen->error.code;
	line.status = seen->error.status;
	line.replies = &seen->replies;
	what = seen->error.text[0] != '\0' ? seen->error.text : seen->note;
	if (state == STATE_OK) {
		report_line(report, &line, "refused at %s: %s", stage, what);
		return true;
	}
	if (state == STATE_CRITICAL)
		report_finding(report, state, "refuse %s: %s", refusal->name,
		    refusal->accepted);
	else
		report_finding(report, state,
		    "refuse %s: it could not be asked%s%s%s%s", refusal->name,
		    stage[0] == '\0' ? "" : ": ", stage,
		    stage[0] == '\0' ? "" : ": ", what);
	report_line(report, &line, "%s%s%s%s%s",
	    state == STATE_CRITICAL ? "accepted" : "not asked",
	    stage[0] == '\0' ? "" : " at ", stage, what[0] == '\0' ? "" : ": ",
	    what);
	show_by_hand(&probe->session, stage, &seen->error, report);
	if (state == STATE_CRITICAL)
		trouble_hint(report, state, refusal->name, &no_error, NULL);
	else
		trouble_hint(
		    report, state, stage, &seen->error, &probe->session);
	return false;
}

static bool
judge_probe(const struct probe *probe, struct report *report)
{
	return probe->refusal != NULL ? judge_refusal(probe, report)
				      : judge_login(&probe->session, report);
}

void
verdict(const struct plan *plan, struct report *report)
{
	const struct session *first = &plan->probes[0]->session;
	bool passed = judge_session(first, report);

	for (size_t i = 1; i < plan->count; i++)
		if (!judge_probe(plan->probes[i], report))
			passed = false;
	metrics_judge(plan, report);
	expectations_judge(first, report);
	show_quit(first, report);
	show_notes(plan, report);
	if (plan->config->output.format == REPORT_JSON)
		facts_write(first, &report->facts);
	if (report->state == STATE_OK && passed)
		praise(plan, report);
}

void
verdict_usage(const struct config *config, const struct error *error,
    struct report *report)
{
	struct buf text = BUF_INIT(4 * USAGE_SHOWN + 8);
	struct error shown = *error;

	/* The password may stand where something else was to stand. */
	redact_apply(&config->redact, shown.text, strlen(shown.text));
	(void)buf_put_printable(
	    &text, shown.text, strlen(shown.text), USAGE_SHOWN);
	report_finding(report, STATE_UNKNOWN, "usage: %s", buf_string(&text));
	buf_free(&text);
}
