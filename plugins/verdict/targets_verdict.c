/* The verdict on many targets: one report of the reports on each. */
#include "targets_verdict.h"

#include <stdio.h>
#include <string.h>

#include "findings.h"
#include "metric_labels.h"
#include "summary.h"
#include "targets_metrics.h"
#include "verdict.h"

/* Bytes of the first line's words about all targets, and about one. */
#define WORDS_LIMIT ((size_t)400)
#define ONE_LIMIT ((size_t)400)
/* And about a failure that counts as success. */
#define KIND_LIMIT ((size_t)160)
/* Kinds of success that the first line tells apart. */
#define KINDS_SHOWN 2

static bool
is_good(const struct report *report)
{
	return report->state == STATE_OK;
}

static enum state
worst_state(const struct targets_facts *facts)
{
	enum state worst = STATE_OK;

	for (size_t i = 0; i < facts->count; i++)
		worst = state_worse(worst, facts->reports[i]->state);
	return worst;
}

static bool
has_quorum(const struct targets_facts *facts)
{
	size_t quorum = facts->config->judgement.quorum;

	return quorum > 0 && targets_count_good(facts) >= quorum;
}

/* With a quorum what fails in others is at most WARNING. */
static enum state
judge_states(const struct targets_facts *facts)
{
	enum state worst = worst_state(facts);

	return worst == STATE_CRITICAL && has_quorum(facts) ? STATE_WARNING
							    : worst;
}

/* Does this report stand before the other one?  If not, their order stays. */
static bool
goes_first(const struct report *one, const struct report *other)
{
	return one->state != other->state &&
	       state_worse(one->state, other->state) == one->state;
}

static void
put_worst_first(const struct report **reports, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		const struct report *one = reports[i];
		size_t at = i;

		for (; at > 0 && goes_first(one, reports[at - 1]); at--)
			reports[at] = reports[at - 1];
		reports[at] = one;
	}
}

/* The time of the whole check, if targets had to wait for their turn: each of
 * them may be within its range. */
static void
judge_whole_time(struct report *report)
{
	const struct metric *time = targets_find_metric(report, METRIC_TIME);
	enum state state;
	char text[160];

	if (time == NULL)
		return;
	state = targets_metric_state(time);
	if (state_worse(state, report->state) == report->state)
		return;
	(void)snprintf(text, sizeof(text),
	    "%s %.3f s breaks its range: targets had to wait for their turn "
	    "(see --parallel)",
	    METRIC_TIME, time->value);
	finding_add_range(report, state, METRIC_TIME, text);
}

/* "mx2.example.com[192.0.2.2]:25 banner: 421 busy" */
static void
put_failed(const struct report *report, struct buf *out)
{
	struct buf summary = BUF_INIT((size_t)2 * 1024);

	(void)buf_puts(out, buf_string(&report->target));
	(void)buf_putc(out, ' ');
	report_summary(report, &summary);
	(void)buf_put_printable(
	    out, buf_string(&summary), summary.len, ONE_LIMIT);
	buf_free(&summary);
}

/* "1 of 4 targets: mx2.example.com:25 banner: 421 busy" */
static void
report_failed(
    const struct targets_facts *facts, enum state state, struct report *report)
{
	size_t failed = facts->count - targets_count_good(facts), shown = 0;
	struct buf text = BUF_INIT((size_t)2 * WORDS_LIMIT);
	struct buf one = BUF_INIT((size_t)4 * ONE_LIMIT);

	(void)buf_printf(&text, "%zu of %zu targets: ", failed, facts->count);
	for (; shown < failed; shown++) {
		buf_clear(&one);
		put_failed(facts->reports[shown], &one);
		if (shown > 0 && text.len + one.len > WORDS_LIMIT)
			break;
		(void)buf_puts(&text, shown > 0 ? "; " : "");
		(void)buf_puts(&text, buf_string(&one));
	}
	if (shown < failed)
		(void)buf_printf(&text, "; and %zu more", failed - shown);
	report_finding(report, state, "%s", buf_string(&text));
	buf_free(&text);
	buf_free(&one);
}

/* Who must act, and whose login it is, as the worst target has it. */
static void
put_whose(const struct report *worst, enum state state, struct report *report)
{
	report->hint = worst->hint;
	report->hint.state = state;
	report->about_login[state] = worst->about_login[worst->state];
	(void)buf_puts(&report->user, buf_string(&worst->user));
}

static bool
is_first_of_kind(const struct targets_facts *facts, size_t at)
{
	const char *words = buf_string(&facts->reports[at]->success);

	for (size_t i = 0; i < at; i++)
		if (strcmp(buf_string(&facts->reports[i]->success), words) == 0)
			return false;
	return true;
}

static size_t
count_kind(const struct targets_facts *facts, const char *words)
{
	size_t count = 0;

	for (size_t i = 0; i < facts->count; i++)
		count +=
		    strcmp(buf_string(&facts->reports[i]->success), words) == 0;
	return count;
}

/* What a success is, or the failure that --on-failure makes one. */
static void
put_kind(const struct report *report, struct buf *out)
{
	struct buf summary = BUF_INIT((size_t)2 * 1024);

	(void)buf_putc(out, ',');
	if (report->success.len > 0)
		(void)buf_puts(out, buf_string(&report->success));
	else {
		report_summary(report, &summary);
		(void)buf_putc(out, ' ');
		(void)buf_put_printable(
		    out, buf_string(&summary), summary.len, KIND_LIMIT);
	}
	buf_free(&summary);
}

/* ", AUTH PLAIN as probe accepted over TLSv1.3"; if that is not the same for
 * all, with how many there are: ", EHLO accepted over TLSv1.2 (1)". */
static void
put_kinds(const struct targets_facts *facts, struct buf *out)
{
	size_t shown = 0;

	for (size_t i = 0; i < facts->count && shown < KINDS_SHOWN; i++) {
		const char *words = buf_string(&facts->reports[i]->success);
		size_t count = count_kind(facts, words);

		if (!is_first_of_kind(facts, i))
			continue;
		shown++;
		put_kind(facts->reports[i], out);
		if (count < facts->count)
			(void)buf_printf(out, " (%zu)", count);
	}
}

static const struct report *
slowest(const struct targets_facts *facts)
{
	const struct report *found = facts->reports[0];

	for (size_t i = 1; i < facts->count; i++) {
		const struct metric *one =
		    targets_find_metric(facts->reports[i], METRIC_TIME);
		const struct metric *most =
		    targets_find_metric(found, METRIC_TIME);

		if (one != NULL && (most == NULL || one->value > most->value))
			found = facts->reports[i];
	}
	return found;
}

/* "example.com: 4 of 4 targets, EHLO accepted, slowest mx2.example.com:25" */
static void
report_success(const struct targets_facts *facts, struct report *report)
{
	struct buf text = BUF_INIT((size_t)2 * WORDS_LIMIT);

	(void)buf_printf(&text, "%s: %zu of %zu targets",
	    buf_string(&report->target), facts->count, facts->count);
	put_kinds(facts, &text);
	(void)buf_printf(
	    &text, ", slowest %s", buf_string(&slowest(facts)->target));
	if (facts->left_out > 0)
		(void)buf_printf(
		    &text, "; %zu more were not asked", facts->left_out);
	report->target_told = true;
	report_finding(report, STATE_OK, "%s", buf_string(&text));
	buf_free(&text);
}

/* How the targets were found: the rows of the scout. */
static void
put_scout(const struct targets_facts *facts, struct report *report)
{
	const struct session_facts *scout = facts->scout->sessions[0];

	for (size_t i = 0; i < STAGE_ROWS; i++) {
		const struct observation *seen = &scout->seen[i];
		const struct stage_name *stage = &stage_names[stages[i].id];
		const struct report_line line = {
			.state = STATE_OK,
			.name = stage->name,
			.has_time = stage->metric != NULL,
			.seconds = seen->seconds,
		};

		if (seen->outcome == OUTCOME_PASSED)
			report_line(report, &line, "%s", seen->note);
	}
}

static void
put_remarks(const struct targets_facts *facts, struct report *report)
{
	const struct report_line remark = { .state = STATE_OK };

	if (facts->left_out > 0)
		report_line(report, &remark,
		    "note: %zu more targets were not asked, as one check takes "
		    "no more",
		    facts->left_out);
	if (has_quorum(facts) && !is_good(facts->reports[0]))
		report_line(report, &remark,
		    "note: %zu of %zu targets passed and --quorum asks for %u, "
		    "so what fails in others is at most WARNING",
		    targets_count_good(facts), facts->count,
		    facts->config->judgement.quorum);
}

void
verdict_on_absent_target(const struct config *config, enum stage_id stage,
    enum absence why, double seconds, struct report *report)
{
	static const char *const words[] = {
		[ABSENCE_LATE] = "no end in time",
		[ABSENCE_QUEUE] = "not tried, the time was over",
		[ABSENCE_ENDED] = "still running",
	};
	enum state state = STATE_CRITICAL;
	const struct error no_error = { 0 };
	struct report_line line = { .name = stage_names[stage].name };
	const struct metric time = {
		.label = METRIC_TIME,
		.uom = "s",
		.decimals = 6,
		.value = seconds,
		.max = config->time.total,
	};

	(void)config_override(config, stage, FAILURE_TIMEOUT, &state);
	line.state = why == ABSENCE_ENDED ? STATE_UNKNOWN : state;
	summary_put_target(&config->target, &report->target);
	report_finding(report, line.state, "%s: %s", line.name, words[why]);
	report_line(report, &line, "%s", words[why]);
	if (why == ABSENCE_QUEUE)
		finding_hint(report, line.state, "parallel", &no_error, NULL);
	report_metric(report, &time);
}

void
verdict_on_targets(const struct targets_facts *facts, struct report *report)
{
	enum state state = judge_states(facts);

	targets_put_metrics(facts, report);
	put_worst_first(facts->reports, facts->count);
	(void)buf_put_printable(&report->target, facts->config->target.host,
	    strlen(facts->config->target.host), 255);
	put_scout(facts, report);
	put_remarks(facts, report);
	report->parts = facts->reports;
	report->part_count = facts->count;
	if (state != STATE_OK) {
		report_failed(facts, state, report);
		put_whose(facts->reports[0], state, report);
	}
	judge_whole_time(report);
	if (report->state == STATE_OK)
		report_success(facts, report);
}
