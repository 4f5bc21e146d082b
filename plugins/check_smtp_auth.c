/* The check from the command line to the exit code. */
#include <linux/capability.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "check_targets.h"
#include "clock.h"
#include "config.h"
#include "confine.h"
#include "explain.h"
#include "last_words.h"
#include "memory.h"
#include "options.h"
#include "plan.h"
#include "process.h"
#include "report_render.h"
#include "tls.h"
#include "verdict.h"
#include "watchdog.h"

/* The most bytes of --explain, which has a session for each negative check. */
#define EXPLANATION_LIMIT (16 * REPORT_LONG)
/* And of a check of many targets: as JSON it has an object for each. */
#define MANY_LIMIT (4 * REPORT_LONG)

static void
end_without_memory(void)
{
	watchdog_end("out of memory");
}

/* Returns the state; UNKNOWN if the text could not be written. */
static enum state
print_text(const struct buf *text, enum state state)
{
	watchdog_hush();
	if (fwrite(buf_string(text), 1, text->len, stdout) != text->len ||
	    fflush(stdout) != 0)
		return STATE_UNKNOWN;
	return state;
}

static void
explain_check(const struct plan *plan, struct report *report, struct buf *text)
{
	text->limit = EXPLANATION_LIMIT;
	explain(&plan->facts, text);
	report->state = STATE_UNKNOWN; /* nothing was checked */
}

static void
show_confinement(const struct config *config, struct report *report)
{
	if (config->output.verbosity >= 3)
		confine_show(&report->details);
}

/* Runs the sessions, and knows at each moment what to say if that ends. */
static void
run_plan(struct plan *plan, struct report *report)
{
	struct last_words words;

	last_words_begin(&words, plan);
	plan_run(plan, &words.watcher);
	last_words_end(&words);
	verdict(&plan->facts, report);
	show_confinement(plan->facts.config, report);
}

static void
run_check(const struct config *config, struct report *report, struct buf *text,
    struct error *error)
{
	struct plan plan;
	int rc = plan_make(&plan, config, config->time.began, error);

	if (rc == -1)
		verdict_usage(config, error, report);
	else if (config->output.explain)
		explain_check(&plan, report, text);
	else
		run_plan(&plan, report);
	plan_free(&plan);
}

/* The text, too, is made here, of the reports on each target. */
static void
run_many(const struct config *config, struct report *report, struct buf *text,
    struct error *error)
{
	struct check_targets *check;
	struct last_words words;
	bool over = true;

	if (check_targets_make(&check, config, error) == -1)
		verdict_usage(config, error, report);
	else {
		last_words_begin(&words, check_targets_scout(check));
		check_targets_find(check, &words.watcher);
		last_words_end(&words);
		if (check_targets_found(check)) {
			over = check_targets_run(check, report);
			show_confinement(config, report);
		} else
			run_plan(check_targets_scout(check), report);
	}
	report->format = config->output.format;
	text->limit = MANY_LIMIT;
	report_render(report, config->output.verbosity, text);
	if (!over)
		watchdog_leave(print_text(text, report->state));
	check_targets_free(check);
}

static bool
has_capabilities(void)
{
	struct __user_cap_header_struct header = {
		.version = _LINUX_CAPABILITY_VERSION_3,
	};
	struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3] = { 0 };

	return syscall(SYS_capget, &header, data) == 0 &&
	       (data[0].permitted != 0 || data[1].permitted != 0);
}

/* The program reads any file that the user names.  With setuid it could read
 * files that the user may not, so it refuses to run.  File capabilities set
 * AT_SECURE, but so does SELinux when it changes the domain, which lends no
 * rights; capabilities that the caller has already do not set it. */
static int
refuse_borrowed_rights(struct error *error)
{
	if (getuid() != geteuid() || getgid() != getegid())
		return error_set(error, ERROR_USAGE,
		    "this program does not run setuid or setgid");
	if (getuid() != 0 && getauxval(AT_SECURE) != 0 && has_capabilities())
		return error_set(error, ERROR_USAGE,
		    "this program does not run with file capabilities "
		    "(setcap -r)");
	return 0;
}

/* Before anything else is opened, allocated or waited for. */
static void
prepare_process(void)
{
	process_open_standard();
	/* Some builds of OpenSSL would write the keys of the session there. */
	(void)unsetenv("SSLKEYLOGFILE");
	watchdog_begin();
	watchdog_set(clock_now() + CONFIG_SECONDS * CLOCK_SECOND);
	memory_on_failure(end_without_memory);
	tls_use_memory();
}

int
main(int argc, char **argv)
{
	struct config *config;
	struct error error = { 0 };
	struct buf text = BUF_INIT(REPORT_LONG);
	struct report report;
	enum options_result result = OPTIONS_FAIL;
	enum state state;

	prepare_process();
	config = memory_zeroed(sizeof(*config));
	report_init(&report, REPORT_TEXT, false);
	if (refuse_borrowed_rights(&error) == 0)
		result = options_parse(config, argc, argv, &error);
	if (result == OPTIONS_RUN)
		(config_has_targets(config) && !config->output.explain
			? run_many
			: run_check)(config, &report, &text, &error);
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
