/* What to say at each moment if the program is ended. */
#include "last_words.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "metrics.h"
#include "perfdata.h"
#include "report_render.h"
#include "summary.h"
#include "verdict.h"
#include "watchdog.h"

static enum report_format
format_of(const struct last_words *words)
{
	return words->check->config->output.format;
}

/* Without the sessions that are still to come: the verdict on a login of
 * --auth-each is that no time was left for it, and on a negative check that it
 * could not be asked. */
static struct check_facts
facts_so_far(const struct check_facts *check)
{
	struct check_facts begun = *check;
	const struct session_facts *last = begun.sessions[begun.count - 1];

	while ((last->only != NULL || last->negative != NULL) &&
	       !facts_have_begun(last)) {
		begun.count--;
		last = begun.sessions[begun.count - 1];
	}
	return begun;
}

static void
judge_ended(struct last_words *words, const char *reason, struct report *report)
{
	const struct check_facts begun = facts_so_far(words->check);

	report_init(report, format_of(words), true);
	verdict_on_early_end(&begun, words->stage, reason, report);
}

/* Where the program only waits, there is time for that. */
static enum state
say(void *context, const char *reason, struct buf *out)
{
	struct last_words *words = context;
	struct report report;

	if (reason != NULL)
		judge_ended(words, reason, &report);
	else {
		(void)session_run_late(words->session, words->stage);
		report_init(&report, format_of(words), true);
		verdict(words->check, &report);
	}
	report_render(&report, 0, out);
	return report.state;
}

/* A row whose libraries read files or wait themselves, or that tries an
 * expression of the user, can get stuck where no words can be made; further
 * sessions have read them already.  Formats for programs must always be whole.
 */
static bool
can_get_stuck(const struct last_words *words, const struct session *session,
    enum stage_id stage)
{
	const char *mechanisms = session->facts.config->login.mechanisms;

	if (format_of(words) != REPORT_TEXT)
		return true;
	if (session->facts.first != NULL)
		return false;
	return stage == STAGE_TOKEN || stage == STAGE_CERT ||
	       stage >= STAGE_AFTERWARDS ||
	       (stage == STAGE_AUTH && mechanisms != NULL &&
		   strcasestr(mechanisms, "GSSAPI") != NULL);
}

/* " (mail.example:25)|time=…": short, since this is made before each row. */
static void
put_rest(const struct last_words *words, struct buf *out)
{
	const struct config *config = words->check->config;
	struct report report;

	report_init(&report, format_of(words), true);
	(void)buf_puts(out, " (");
	summary_put_target(&config->target, out);
	(void)buf_putc(out, ')');
	metrics_judge(words->check, &report);
	for (size_t i = 0; i < report.metric_count; i++) {
		(void)buf_putc(out, i == 0 ? '|' : ' ');
		perfdata_print(out, &report.metrics[i]);
	}
	report_free(&report);
}

static bool
begin_row(void *context, struct session *session, enum stage_id stage)
{
	struct last_words *words = context;
	struct buf rest = BUF_INIT(REPORT_SHORT);

	words->session = session;
	words->stage = stage;
	if (can_get_stuck(words, session, stage)) {
		judge_ended(words, WATCHDOG_REASON, words->ended);
		return true;
	}
	put_rest(words, &rest);
	watchdog_forget(stage_names[stage].name, buf_string(&rest));
	buf_free(&rest);
	return false;
}

static void
prepare(void *context)
{
	struct last_words *words = context;
	struct report late;

	report_init(&late, format_of(words), true);
	verdict(words->check, &late);
	watchdog_prepare(&late, words->ended);
	report_free(&late);
	report_free(words->ended);
}

void
last_words_begin(struct last_words *words, const struct plan *plan)
{
	words->check = &plan->facts;
	words->ended = memory_resize(NULL, sizeof(*words->ended));
	words->watcher = (struct session_watcher){ begin_row, prepare, words };
	watchdog_listen(&(const struct watchdog_speaker){ say, words });
}

void
last_words_end(struct last_words *words)
{
	watchdog_listen(NULL);
	free(words->ended);
}
