/* The verdict: turns facts into states, findings and output lines. */
#include "verdict.h"

#include <stdio.h>
#include <string.h>

#include "expectations.h"
#include "facts_json.h"
#include "findings.h"
#include "metrics.h"
#include "negative_verdict.h"
#include "policy_verdict.h"
#include "round_trip_verdict.h"
#include "stage_times.h"
#include "summary.h"

/* The most characters of a usage error that the report shows. */
#define USAGE_SHOWN 300

enum failure
verdict_failure(const struct error *error)
{
	switch (error->kind) {
	case ERROR_TIMEOUT:
	case ERROR_ABSENT:
		return FAILURE_TIMEOUT;
	case ERROR_JUNK:
		return FAILURE_JUNK;
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

/* Does a 4yz reply speak of the server itself?  The subject X.3 is the mail
 * system (RFC 3463 3.4); without an enhanced status code 451 is a local error,
 * and 452 lacks storage (RFC 5321 4.2.3).  Exim greylists with a bare 451. */
static bool
is_server_trouble(const struct error *error)
{
	if (error->status[0] != '\0')
		return strncmp(error->status, "4.3.", 4) == 0;
	return (error->code == 451 || error->code == 452) &&
	       strcasestr(error->text, "greylist") == NULL &&
	       strcasestr(error->text, "graylist") == NULL;
}

/* Greylisting and limits end by themselves.  But a server that has let this
 * user in and then has no disk or no tables takes mail from nobody. */
static enum state
transient_severity(const struct session_facts *facts, size_t row)
{
	const struct stage *stage = &stages[row];
	bool mail = stage->id == STAGE_MAIL || stage->id == STAGE_RCPT ||
		    stage->id == STAGE_DATA;

	return mail && facts_have_passed(facts, STAGE_AUTH) &&
		       is_server_trouble(&facts->seen[row].error)
		   ? stage->permanent
		   : stage->transient;
}

/* The state of a row.  ERROR_USAGE is about this side and says nothing about
 * the server, so it is UNKNOWN even with --on-failure. */
static enum state
severity(const struct session_facts *facts, size_t at)
{
	const struct stage *row = &stages[at];
	const struct observation *seen = &facts->seen[at];
	enum failure kind = verdict_failure(&seen->error);
	enum state state = row->permanent;

	if (seen->outcome == OUTCOME_PASSED)
		return STATE_OK;
	if (seen->error.kind == ERROR_USAGE)
		return STATE_UNKNOWN;
	if (config_override(facts->config, row->id, kind, &state))
		return state;
	if (seen->outcome == OUTCOME_UNEXPECTED ||
	    policy_only_tests(facts, row->id))
		return STATE_WARNING;
	return kind == FAILURE_TRANSIENT ? transient_severity(facts, at)
					 : row->permanent;
}

/* When the server has accepted the password with another mechanism, the hint
 * must not suspect the password. */
static void
put_hint(const struct check_facts *check, const struct session_facts *facts,
    size_t row, enum state state, struct report *report)
{
	const struct error no_error = { 0 };
	const struct error *error = &facts->seen[row].error;
	enum stage_id stage = stages[row].id;

	if (round_trip_blames_mailbox(facts, stage, error))
		finding_hint(report, state, round_trip_topic(facts), error,
		    facts->round_trip->mailbox);
	else if (stage == STAGE_AUTH && error->code / 100 == 5 &&
		 facts_prove_password(check))
		finding_hint(report, state, "auth-each", &no_error, facts);
	else
		finding_hint(
		    report, state, stage_names[stage].name, error, facts);
}

static void
put_row(const struct session_facts *facts, size_t row, const char *login,
    enum state state, struct report *report)
{
	const struct observation *seen = &facts->seen[row];
	const struct error *error = &seen->error;
	const struct stage_name *stage = &stage_names[stages[row].id];
	struct buf note = BUF_INIT(NOTE_SIZE);
	struct report_line line = {
		.state = state,
		.name = stage->name,
		.has_time = stage->metric != NULL && !seen->untimed,
		.seconds = seen->seconds,
		.code = error->code,
		.status = error->status,
		.replies = &seen->replies,
	};

	/* The note of AUTH names the mechanism already. */
	if (login[0] != '\0' &&
	    (stages[row].id != STAGE_AUTH || facts->mechanism == NULL))
		line.login = login;
	finding_put_note(facts, row, &note);
	report_line(report, &line, "%s%s%s", buf_string(&note),
	    note.len > 0 && error->text[0] != '\0' ? ": " : "", error->text);
	buf_free(&note);
}

/* Adds a line to the long output; for a failure the finding and the hint, too.
 * login: the mechanism, when several are tried; else "". */
static void
judge_row(const struct check_facts *check, const struct session_facts *facts,
    size_t row, const char *login, struct report *report)
{
	const struct observation *seen = &facts->seen[row];
	enum state state = severity(facts, row);
	enum stage_id stage = stages[row].id;
	struct buf limit = BUF_INIT(128);

	if (report_has_lines(report))
		put_row(facts, row, login, state, report);
	if (seen->outcome == OUTCOME_PASSED)
		return;
	if (seen->error.kind == ERROR_TIMEOUT)
		stage_times_put_limit(check, facts, stage, &limit);
	report_finding(report, state, "%s: %s%s%s%s", stage_names[stage].name,
	    login, login[0] == '\0' ? "" : ": ", seen->error.text,
	    buf_string(&limit));
	buf_free(&limit);
	if (round_trip_blames_mailbox(facts, stage, &seen->error))
		round_trip_name_mailbox(facts, state, report);
	else if (stage == STAGE_TOKEN || finding_is_about_login(facts))
		finding_name_user(report, state, facts->config);
	finding_by_hand(facts, stage, &seen->error, report);
	put_hint(check, facts, row, state, report);
}

static void
show_quit(const struct session_facts *facts, struct report *report)
{
	const struct observation *quit = &facts->quit;
	const struct report_line line = {
		.name = "quit",
		.has_time = true,
		.seconds = quit->seconds,
		.replies = &quit->replies,
	};

	if (facts->config->output.verbosity > 0 &&
	    quit->outcome != OUTCOME_SKIPPED)
		report_line(
		    report, &line, "%s%s", quit->note, quit->error.text);
}

/* What is worth a look although nothing failed: with -v. */
static void
show_remarks(const struct check_facts *check, struct report *report)
{
	const struct report_line remark = { .state = STATE_OK };

	if (check->config->output.verbosity == 0)
		return;
	round_trip_show(check->sessions[0], report);
	if (check->config->login.readable)
		report_line(report, &remark,
		    "note: others on this host may read the file with the "
		    "password (chmod o-r)");
	if (check->config->tls.key_readable)
		report_line(report, &remark,
		    "note: others on this host may read the file with the "
		    "private key (chmod o-r)");
	if (finding_suspects_penalty(check))
		report_line(report, &remark,
		    "note: the login was slow, and --refuse bad-password may "
		    "be the cause: Dovecot delays each login from an address "
		    "that has sent wrong passwords");
}

static void
show_dialogue(const struct session_facts *facts, struct report *report)
{
	const struct buf *said = &facts->transcript.text;

	(void)buf_append(&report->dialogue, buf_string(said), said->len);
}

static void
show_notes(const struct check_facts *check, struct report *report)
{
	const struct session_facts *first = check->sessions[0];
	const struct buf *details = &first->details;

	show_remarks(check, report);
	(void)buf_append(&report->details, buf_string(details), details->len);
	if (first->round_trip != NULL)
		(void)buf_append(&report->details,
		    buf_string(&first->round_trip->mailbox->details),
		    first->round_trip->mailbox->details.len);
	for (size_t i = 0; i < check->count; i++) {
		const struct session_facts *facts = check->sessions[i];

		show_dialogue(facts, report);
		if (facts->round_trip != NULL)
			show_dialogue(facts->round_trip->mailbox, report);
	}
}

/* Judges the ordinary session, stage by stage.  false: a stage failed. */
static bool
judge_ordinary(const struct check_facts *check, struct report *report)
{
	const struct session_facts *facts = check->sessions[0];
	bool passed = true;

	summary_put_target(&facts->config->target, &report->target);
	for (size_t i = 0; i < STAGE_ROWS; i++) {
		bool one_of_several = facts->config->steps.auth_each &&
				      facts->mechanism != NULL &&
				      stages[i].id == STAGE_AUTH;

		if (facts->seen[i].outcome == OUTCOME_SKIPPED)
			continue;
		judge_row(check, facts, i,
		    one_of_several ? facts->mechanism->name : "", report);
		passed = passed && facts->seen[i].outcome != OUTCOME_FAILED;
	}
	return passed;
}

/* Reports a login of --auth-each that did not run: no time was left. */
static void
judge_not_tried(const struct check_facts *check,
    const struct session_facts *facts, struct report *report)
{
	const char *name = facts->only->name;
	struct report_line line = { .name = "auth", .login = name };
	enum state state = STATE_CRITICAL;
	struct buf cause = BUF_INIT(128);

	(void)config_override(
	    facts->config, STAGE_AUTH, FAILURE_TIMEOUT, &state);
	if (stage_times_put_cause(check, facts, STAGE_AUTH, " (", &cause))
		(void)buf_putc(&cause, ')');
	report_finding(report, state,
	    "auth: %s: not tried, the time was over%s", name,
	    buf_string(&cause));
	buf_free(&cause);
	finding_name_user(report, state, facts->config);
	line.state = state;
	report_line(report, &line, "not tried");
}

/* Judges a further login of --auth-each.  Only its last stage is reported; the
 * stages before it are the same as in the ordinary session. */
static bool
judge_further_login(const struct check_facts *check,
    const struct session_facts *facts, struct report *report)
{
	size_t last = STAGE_ROWS;

	for (size_t i = 0; i < STAGE_ROWS; i++) {
		if (facts->seen[i].outcome != OUTCOME_SKIPPED)
			last = i;
		if (facts->seen[i].outcome == OUTCOME_FAILED)
			break;
	}
	if (last == STAGE_ROWS) {
		judge_not_tried(check, facts, report);
		return false;
	}
	judge_row(check, facts, last, facts->only->name, report);
	return facts->seen[last].outcome == OUTCOME_PASSED;
}

void
verdict(const struct check_facts *check, struct report *report)
{
	const struct session_facts *first = check->sessions[0];
	bool passed = judge_ordinary(check, report);

	for (size_t i = 1; i < check->count; i++) {
		const struct session_facts *facts = check->sessions[i];

		if (!(facts->negative != NULL
			    ? negative_judge(facts, report)
			    : judge_further_login(check, facts, report)))
			passed = false;
	}
	metrics_judge(check, report);
	policy_judge(first, report);
	expectations_judge(first, report);
	round_trip_judge(first, report);
	show_quit(first, report);
	show_notes(check, report);
	if (check->config->output.format == REPORT_JSON)
		facts_write_json(first, &report->facts);
	if (report->state == STATE_OK && passed)
		summarise_success(check, report);
}

/* The session that runs: the last one that has a connection. */
static const struct session_facts *
running_session(const struct check_facts *check)
{
	size_t i = check->count - 1;

	while (i > 0 && !facts_have_passed(check->sessions[i], STAGE_CONNECT))
		i--;
	return check->sessions[i];
}

void
verdict_on_early_end(const struct check_facts *check, enum stage_id stage,
    const char *reason, struct report *report)
{
	const struct session_facts *running = running_session(check);
	struct buf where = BUF_INIT(64);

	stage_times_put_name(running, stage, &where);
	report_finding(
	    report, STATE_UNKNOWN, "%s: %s", buf_string(&where), reason);
	buf_free(&where);
	if ((stage >= STAGE_AUTH || stage == STAGE_TOKEN) &&
	    running->config->steps.login)
		finding_name_user(report, STATE_UNKNOWN, running->config);
	verdict(check, report);
}

void
verdict_usage(const struct config *config, const struct error *error,
    struct report *report)
{
	struct buf text = BUF_INIT(4 * USAGE_SHOWN + 8);
	struct error shown = *error;

	/* The password may be the value of a wrong option. */
	redact_string(&config->redact, shown.text, sizeof(shown.text));
	(void)buf_put_printable(
	    &text, shown.text, strlen(shown.text), USAGE_SHOWN);
	report_finding(report, STATE_UNKNOWN, "usage: %s", buf_string(&text));
	buf_free(&text);
}
