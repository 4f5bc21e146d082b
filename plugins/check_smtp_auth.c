/* The main program: from the command line to the exit code. */
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
#include "verdict.h"
#include "watchdog.h"

/* The most bytes of --explain, which has a session for each negative check. */
#define EXPLANATION_LIMIT (16 * REPORT_LONG)

/* Gives the watchdog the report that it prints if the next row gets stuck. */
static void
prepare_last_words(void *context)
{
	const struct plan *plan = context;
	enum report_format format = plan->facts.config->output.format;
	struct report report;

	report_init(&report, format, true);
	verdict(&plan->facts, &report);
	watchdog_prepare_report(&report);
	report_free(&report);
}

/* Returns the state; UNKNOWN if the text could not be written. */
static enum state
print_text(const struct buf *text, enum state state)
{
	if (fwrite(buf_string(text), 1, text->len, stdout) != text->len ||
	    fflush(stdout) != 0)
		return STATE_UNKNOWN;
	return state;
}

static void
run_check(const struct config *config, int64_t began, struct report *report,
    struct buf *text, struct error *error)
{
	struct plan plan;
	struct session_watcher watcher = { prepare_last_words, &plan };
	int rc = plan_make(&plan, config, began, error);

	if (rc == 0 && config->output.explain) {
		text->limit = EXPLANATION_LIMIT;
		explain(&plan.facts, text);
		report->state = STATE_UNKNOWN; /* nothing was checked */
	} else if (rc == 0) {
		watchdog_start(plan_left(&plan) + WATCHDOG_GRACE);
		plan_run(&plan, &watcher);
		watchdog_stop();
		verdict(&plan.facts, report);
	} else
		verdict_usage(config, error, report);
	plan_free(&plan);
}

/* The program reads any file that the user names.  With setuid it could read
 * files that the user may not, so it refuses to run. */
static int
refuse_borrowed_rights(struct error *error)
{
	if (getuid() == geteuid() && getgid() == getegid())
		return 0;
	return error_set(
	    error, ERROR_USAGE, "this program does not run setuid or setgid");
}

/* A closed pipe or a full file must not kill the program: print_text() sees the
 * failed write, and the exit code becomes UNKNOWN. */
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

	report_init(&report, REPORT_TEXT, false);
	ignore_failed_writes();
	if (refuse_borrowed_rights(&error) == 0)
		result = options_parse(config, argc, argv, &error);
	if (result == OPTIONS_RUN)
		run_check(config, began, &report, &text, &error);
	else if (result == OPTIONS_FAIL)
		verdict_usage(config, &error, &report);
	report.format = config->output.format;
	if (result != OPTIONS_SHOWN && text.len == 0)
		report_render(&report, config->output.verbosity, &text);
	state = result == OPTIONS_SHOWN ? STATE_UNKNOWN
					: print_text(&text, report.state);
	buf_free(&text);
	report_free(&report);
	config_free(config);
	free(config);
	return (int)state;
}
