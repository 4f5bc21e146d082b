/* A check of many targets, and what to say at each moment if it ends. */
#include "check_targets.h"

#include <stdlib.h>

#include "clock.h"
#include "confine.h"
#include "memory.h"
#include "report_render.h"
#include "targets.h"
#include "targets_verdict.h"
#include "verdict.h"
#include "watchdog.h"

/* Seconds that the main thread has, after it has waited for the last target,
 * to say so itself. */
#define SPEAK_SECONDS 0.5
/* Bytes of the names of targets that run. */
#define RUNNING_LIMIT ((size_t)512)

/* The reports of all targets: their own, or one that stands in for it. */
struct collection {
	const struct report *reports[TARGETS_MAX];
	struct report absent[TARGETS_MAX];
	size_t absent_count;
};

struct check_targets {
	struct targets targets;
	struct collection collection;
};

int
check_targets_make(struct check_targets **made, const struct config *config,
    struct error *error)
{
	struct check_targets *check = memory_zeroed(sizeof(*check));

	*made = check;
	return targets_make(&check->targets, config, config->time.began, error);
}

struct plan *
check_targets_scout(struct check_targets *check)
{
	return &check->targets.scout;
}

void
check_targets_find(
    struct check_targets *check, const struct session_watcher *watcher)
{
	targets_find(&check->targets, watcher);
}

bool
check_targets_found(const struct check_targets *check)
{
	return check->targets.count > 0;
}

/* In the thread of the target: it judges itself. */
static void
judge_target(struct target *target)
{
	struct report *report = memory_resize(NULL, sizeof(*report));

	report_init(report, target->config.output.format, false);
	verdict(&target->plan.facts, report);
	target->outcome = report;
}

static double
seconds_so_far(const struct check_targets *check)
{
	const int64_t began = check->targets.scout.facts.began;

	return (double)(clock_now() - began) / (double)CLOCK_SECOND;
}

static void
stand_in(const struct check_targets *check, const struct target *target,
    bool over, struct report *report)
{
	enum absence why =
	    target->state == TARGET_WAITS ? ABSENCE_QUEUE : ABSENCE_LATE;

	report_init(report, target->config.output.format, false);
	verdict_on_absent_target(&target->config,
	    (enum stage_id)atomic_load(&target->stage),
	    over ? why : ABSENCE_ENDED, seconds_so_far(check), report);
}

/* The facts as they are; over: the time is, for the targets that run. */
static struct targets_facts
collect(struct check_targets *check, bool over)
{
	const struct targets *targets = &check->targets;
	struct collection *collection = &check->collection;
	double seconds = 0;

	for (size_t i = 0; i < targets->count; i++) {
		const struct target *target = targets->list[i];
		struct report *absent;

		if (target->state == TARGET_ENDED) {
			collection->reports[i] = target->outcome;
			if (target->seconds > seconds)
				seconds = target->seconds;
			continue;
		}
		absent = &collection->absent[collection->absent_count++];
		stand_in(check, target, over, absent);
		collection->reports[i] = absent;
		seconds = seconds_so_far(check);
	}
	return (struct targets_facts){
		.config = targets->config,
		.scout = &targets->scout.facts,
		.reports = collection->reports,
		.count = targets->count,
		.left_out = targets->left_out,
		.seconds = seconds,
	};
}

/* "ended by signal 15; still running: mx1.example.com:25 mx2.example.com:25" */
static void
report_end(const struct collection *collection, const char *reason,
    struct report *report)
{
	const struct report_line remark = { .state = STATE_UNKNOWN };
	struct buf running = BUF_INIT(RUNNING_LIMIT);

	for (size_t i = 0; i < collection->absent_count; i++)
		(void)buf_printf(
		    &running, " %s", buf_string(&collection->absent[i].target));
	report_finding(report, STATE_UNKNOWN, "%s; still running:%s", reason,
	    buf_string(&running));
	report_line(report, &remark, "%s", reason);
	buf_free(&running);
}

/* The last words, while the main thread waits for the targets. */
static enum state
say(void *context, const char *reason, struct buf *out)
{
	struct check_targets *check = context;
	struct targets_facts facts;
	struct report report;

	targets_hold(&check->targets);
	facts = collect(check, reason == NULL);
	report_init(&report, facts.config->output.format, false);
	if (reason != NULL)
		report_end(&check->collection, reason, &report);
	verdict_on_targets(&facts, &report);
	report_render(&report, 0, out);
	return report.state;
}

/* And those of a crash, or of what gets stuck elsewhere. */
static void
prepare_words(const struct check_targets *check)
{
	const enum report_format format = check->targets.config->output.format;
	struct report late, ended;

	report_init(&late, format, true);
	report_finding(&late, STATE_CRITICAL, "no end in time, of %zu targets",
	    check->targets.count);
	report_init(&ended, format, true);
	report_finding(&ended, STATE_UNKNOWN,
	    WATCHDOG_REASON ", with %zu targets", check->targets.count);
	watchdog_prepare(&late, &ended);
	report_free(&late);
	report_free(&ended);
}

bool
check_targets_run(struct check_targets *check, struct report *report)
{
	const struct watchdog_speaker speaker = { say, check };
	struct targets_facts facts;

	prepare_words(check);
	watchdog_set(plan_first(&check->targets.scout)->deadline.at +
		     (int64_t)(SPEAK_SECONDS * (double)CLOCK_SECOND));
	confine_all(plan_first(&check->targets.scout));
	watchdog_listen(&speaker);
	targets_run(&check->targets, judge_target);
	watchdog_listen(NULL);
	facts = collect(check, true);
	verdict_on_targets(&facts, report);
	return !targets_are_out(&check->targets);
}

void
check_targets_free(struct check_targets *check)
{
	for (size_t i = 0; i < check->targets.count; i++) {
		struct report *report = check->targets.list[i]->outcome;

		if (report != NULL)
			report_free(report);
		free(report);
	}
	for (size_t i = 0; i < check->collection.absent_count; i++)
		report_free(&check->collection.absent[i]);
	targets_free(&check->targets);
	free(check);
}
