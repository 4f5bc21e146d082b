#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "explain.h"
#include "memory.h"
#include "options.h"
#include "plan.h"
#include "report_render.h"
#include "verdict.h"
#include "watchdog.h"

/* Bytes of what --explain prints: a session for each negative check. */
#define EXPLANATION_LIMIT (16 * REPORT_LONG)

/* What the program would say if it got stuck in the row that comes now. */
static void
prepare_last_words(void *context)
{
	const struct plan *plan = context;
	struct report report;

	report_init(&report, plan->config->format == REPORT_TEXT);
	report.format = plan->config->format;
	verdict(plan, &report);
	watchdog_prepare_report(&report);
	report_free(&report);
}

/* A text that nobody has got is UNKNOWN. */
static enum state
print(const struct buf *text, enum state state)
{
	if (fwrite(buf_string(text), 1, text->len, stdout) != text->len ||
	    fflush(stdout) != 0)
		return STATE_UNKNOWN;
	return state;
}

static void
check(const struct config *config, int64_t began, struct report *report,
    struct buf *text, struct error *error)
{
	struct plan plan;
	struct session_watcher watcher = { prepare_last_words, &plan };
	int rc = plan_make(&plan, config, began, error);

	if (rc == 0 && config->explain) {
		text->limit = EXPLANATION_LIMIT;
		explain(&plan, text);
		report->state = STATE_UNKNOWN; /* nothing was checked */
	} else if (rc == 0) {
		watchdog_start(plan_left(&plan) + WATCHDOG_GRACE);
		plan_run(&plan, &watcher);
		watchdog_stop();
		verdict(&plan, report);
	} else
		verdict_usage(config, error, report);
	plan_free(&plan);
}

/* It reads files that the user names: it must not do so with rights that the
 * user does not have. */
static int
refuse_borrowed_rights(struct error *error)
{
	if (getuid() == geteuid() && getgid() == getegid())
		return 0;
	return error_set(
	    error, ERROR_USAGE, "this program does not run setuid or setgid");
}

/* A reader that is gone, or a file that may not grow, is no reason to die by a
 * signal: the write tells. */
static void
ignore_failed_writes(void)
{
	struct sigaction action;

	memset(&action, 0, sizeof(action));
	action.sa_handler = SIG_IGN;
	(void)sigaction(SIGPIPE, &action, NULL);
	(void)sigaction(SIGXFSZ, &action, NULL);
}

int
main(int argc, char **argv)
{
	int64_t began = clock_now();
	struct config *config = memory_zeroed(sizeof(*config));
	struct error error = { 0 };
	struct buf text = BUF_INIT(REPORT_LONG);
	struct report report;
	enum options_result result = OPTIONS_FAIL;
	enum state state;

	report_init(&report, false);
	ignore_failed_writes();
	if (refuse_borrowed_rights(&error) == 0)
		result = options_parse(config, argc, argv, &error);
	if (result == OPTIONS_RUN)
		check(config, began, &report, &text, &error);
	else if (result == OPTIONS_FAIL)
		verdict_usage(config, &error, &report);
	report.format = config->format;
	if (result != OPTIONS_SHOWN && text.len == 0)
		report_render(&report, config->verbosity, &text);
	state = result == OPTIONS_SHOWN ? STATE_UNKNOWN
					: print(&text, report.state);
	buf_free(&text);
	report_free(&report);
	config_free(config);
	free(config);
	return (int)state;
}
