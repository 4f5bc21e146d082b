/* What a server says from its banner to its reply to QUIT. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base64.h"
#include "clock.h"
#include "fuzz.h"
#include "json_valid.h"
#include "memory.h"
#include "monitor.h"
#include "openmetrics_valid.h"
#include "options.h"
#include "plan.h"
#include "report_render.h"
#include "verdict.h"

#define PASSWORD "Corr3ct-Horse"
#define OUTPUT_LIMIT ((size_t)1024 * 1024)

/* How the plugin is called: the first byte of the input chooses a letter. */
static const char *const calls[] = {
	"-e 220",
	"-A PLAIN -U probe",
	"-A LOGIN -U probe",
	"-A CRAM-MD5 -U probe",
	"-A SCRAM-SHA-256 -U probe",
	"-A XOAUTH2 -U probe",
	"-A OAUTHBEARER -U probe",
	"-U probe --require SIZE --forbid CHUNKING",
	"-f a@b.example --to c@d.example --to e@f.example -C NOOP -R 2.0.0",
	"-f a@b.example --to c@d.example --send -U probe",
	"-L -f a@b.example --to c@d.example --to e@f.example --send",
	"-w auth=1,ehlo=2 -c time=3 -U probe --on-failure auth=warning",
};

enum {
	CALLS = sizeof(calls) / sizeof(calls[0]),
	WORDS = 32,
};

/* Each call is read once; the config has pointers into its words. */
static struct config *
config_of(size_t call)
{
	static struct config *configs[CALLS];
	static char *texts[CALLS];
	static char *words[CALLS][WORDS];
	static char name[] = "check_smtp_auth", host[] = "-H",
		    local[] = "127.0.0.1", loud[] = "-vvv", password[] = "-P";
	struct error error = { 0 };
	int count = 0;

	if (configs[call] != NULL)
		return configs[call];
	texts[call] = memory_copy(calls[call]);
	words[call][count++] = name;
	words[call][count++] = host;
	words[call][count++] = local;
	words[call][count++] = loud;
	if (strstr(calls[call], "-U") != NULL) {
		words[call][count++] = password;
		words[call][count++] = memory_copy(PASSWORD);
	}
	for (char *at = strtok(texts[call], " "); at != NULL;
	     at = strtok(NULL, " "))
		words[call][count++] = at;
	configs[call] = memory_zeroed(sizeof(struct config));
	fuzz_assert(options_parse(configs[call], count, words[call], &error) ==
			OPTIONS_RUN,
	    error.text);
	return configs[call];
}

/* The connection that the session finds instead of its own. */
static struct stream *next_stream;

static enum stage_result
take_stream(
    struct session *session, struct deadline deadline, struct error *error)
{
	(void)deadline;
	(void)error;
	session->stream = next_stream;
	next_stream = NULL;
	return STAGE_PASSED;
}

static enum stage_result
pass(struct session *session, struct deadline deadline, struct error *error)
{
	(void)session;
	(void)deadline;
	(void)error;
	return STAGE_PASSED;
}

static void
run(struct plan *plan)
{
	struct stage rows[STAGE_ROWS];

	memcpy(rows, stages, sizeof(rows));
	rows[STAGE_ROW_RESOLVE].run = pass;
	rows[STAGE_ROW_CONNECT].run = take_stream;
	session_run(plan_first(plan), rows, STAGE_ROWS, NULL);
}

/* Neither plain nor as base64, alone or as PLAIN has it. */
static void
check_secrets(const char *output)
{
	static const char plain[] = "\0probe\0" PASSWORD;
	struct buf encoded = BUF_INIT(200);

	fuzz_assert(strstr(output, PASSWORD) == NULL, "the secret is hidden");
	(void)base64_encode(&encoded, PASSWORD, strlen(PASSWORD));
	fuzz_assert(strstr(output, buf_string(&encoded)) == NULL,
	    "the secret is hidden as base64");
	buf_clear(&encoded);
	(void)base64_encode(&encoded, plain, sizeof(plain) - 1);
	fuzz_assert(strstr(output, buf_string(&encoded)) == NULL,
	    "the response of PLAIN is hidden");
	buf_free(&encoded);
}

/* Lines that are printable but for the bar of the performance data. */
static void
check_lines(const char *text)
{
	for (size_t n; *text != '\0'; text += n + (text[n] == '\n')) {
		n = strcspn(text, "\n");
		fuzz_assert_printable(text, n);
	}
}

/* Is there a word of a state where a line begins, behind "NAME " or alone? */
static void
check_status_lines(const char *output, enum state state)
{
	static const char *const words[] = { "OK", "WARNING", "CRITICAL",
		"UNKNOWN" };
	char first[40];

	(void)snprintf(first, sizeof(first), "SMTP %s - ", words[state]);
	fuzz_assert(strncmp(output, first, strlen(first)) == 0,
	    "the first line has the state");
	for (const char *line = strchr(output, '\n'); line != NULL;
	     line = strchr(line, '\n')) {
		line++;
		fuzz_assert(
		    strncmp(line, "SMTP ", 5) != 0, "there is one status line");
		for (size_t i = 0; i < 4; i++)
			fuzz_assert(
			    strncmp(line, words[i], strlen(words[i])) != 0,
			    "no line begins with a state");
	}
}

static void
check_text(const char *output, enum state state)
{
	struct monitor_view icinga, nagios;

	check_status_lines(output, state);
	monitor_icinga(&icinga, output);
	monitor_nagios(&nagios, output);
	fuzz_assert(icinga.dropped == 0 && nagios.dropped == 0,
	    "performance data are understood");
	fuzz_assert(icinga.count == nagios.count && icinga.count > 0 &&
			strcmp(icinga.metrics[0].label, "time") == 0,
	    "monitors read the same");
	check_lines(icinga.text);
	monitor_free(&icinga);
	monitor_free(&nagios);
}

static void
check_output(const struct plan *plan, enum report_format format, int verbosity)
{
	const char *user = plan->facts.config->login.user;
	struct buf text = BUF_INIT(OUTPUT_LIMIT);
	struct report report;

	report_init(&report, format, false);
	verdict(&plan->facts, &report);
	report_render(&report, verbosity, &text);
	fuzz_assert(strlen(buf_string(&text)) == text.len, "there is no NUL");
	if (user != NULL)
		check_secrets(buf_string(&text));
	if (format == REPORT_TEXT)
		check_text(buf_string(&text), report.state);
	else if (format == REPORT_JSON)
		fuzz_assert(json_valid(buf_string(&text), text.len) == NULL,
		    "the output is JSON");
	else
		fuzz_assert(openmetrics_valid(buf_string(&text)) == NULL,
		    "the output is OpenMetrics");
	report_free(&report);
	buf_free(&text);
}

static void
check_outputs(const struct plan *plan)
{
	for (int verbosity = 0; verbosity <= 3; verbosity++)
		check_output(plan, REPORT_TEXT, verbosity);
	check_output(plan, REPORT_JSON, 3);
	check_output(plan, REPORT_PROMETHEUS, 3);
}

/* A letter for the call, and one for how the server sends: l(ine by line) or
 * all at once; then a line end, and what the server says. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct error error = { 0 };
	const struct config *config;
	struct plan plan;

	if (len < 3 || bytes[0] < 'a' || bytes[0] >= 'a' + CALLS)
		return 0;
	/* The sandbox is for a program that ends afterwards. */
	(void)setenv("LD_PRELOAD", "none", 1);
	config = config_of((size_t)(bytes[0] - 'a'));
	next_stream =
	    fuzz_stream(bytes + 3, len - 3, bytes[1] == 'l' ? FUZZ_LINES : len);
	fuzz_assert(
	    plan_make(&plan, config, clock_now(), &error) == 0, error.text);
	run(&plan);
	check_outputs(&plan);
	plan_free(&plan);
	return 0;
}
