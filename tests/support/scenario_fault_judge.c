/* What a plugin may say when a call of its own has failed. */
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "faults.h"
#include "scenario.h"
#include "stage_table.h"

enum {
	UNKNOWN = 3,
	CRITICAL = 2,
	DEFAULT_SECONDS = 10, /* of -t */
	CHANGING = 5, /* digits of a number that is another one each time */
};

#define STAGE(id, name, ...) name,
#define NO_STAGE(...)
static const char *const stage_names[] = { STAGE_TABLE(STAGE, NO_STAGE) };

static const char *const states[] = { "OK", "WARNING", "CRITICAL", "UNKNOWN" };

/* "1.2 s" are other seconds each time. */
static bool
are_seconds(const char *line)
{
	size_t n = strspn(line, "0123456789.");

	return n > 0 && strncmp(line + n, " s", 2) == 0 &&
	       (line[n + 2] == ' ' || line[n + 2] == '\0');
}

/* Ports, message numbers and the like become a #. */
static void
hide_numbers(char *line)
{
	char *to = line;

	while (*line != '\0') {
		size_t n = strspn(line, "0123456789abcdef.");

		if (are_seconds(line))
			n = strspn(line, "0123456789.");
		if (are_seconds(line) ||
		    (n >= CHANGING && strcspn(line, "0123456789") < n)) {
			*to++ = '#';
			line += n;
			continue;
		}
		n = n > 0 ? n : 1;
		memmove(to, line, n);
		to += n;
		line += n;
	}
	*to = '\0';
}

/* Which of many targets is the slowest, is another one each time. */
static void
hide_slowest(char *line)
{
	char *at = strstr(line, ", slowest ");

	if (at != NULL)
		*at = '\0';
}

/* The last words of an early end know no advice: who must act is left out. */
static void
hide_who(char *line)
{
	static const char *const who[] = { "credentials", "policy", "server",
		"network", "monitor" };

	for (size_t i = 0; i < sizeof(who) / sizeof(who[0]); i++) {
		char *end = text_format("; %s)", who[i]);
		char *at = strstr(line, end);

		if (at != NULL)
			memmove(at, at + strlen(end) - 1,
			    strlen(at + strlen(end) - 1) + 1);
		free(end);
	}
}

/* The string of this member of the first object, as it is written. */
static char *
json_string(const char *text, const char *member)
{
	char *begin = text_format("\"%s\":\"", member);
	const char *at = strstr(text, begin);
	size_t n = 0;

	if (at != NULL) {
		at += strlen(begin);
		while (at[n] != '\0' && at[n] != '"')
			n += at[n] == '\\' && at[n + 1] != '\0' ? 2 : 1;
	}
	free(begin);
	return text_format("%.*s", (int)n, at == NULL ? "" : at);
}

/* The status line that the object stands for. */
static char *
json_line(const char *output)
{
	char *state = json_string(output, "state");
	char *summary = json_string(output, "summary");
	char *line = text_format("SMTP %s - %s", state, summary);

	free(state);
	free(summary);
	return line;
}

/* The story's own folder has another name each time. */
static void
hide_folder(char *line, const char *folder)
{
	size_t n = strlen(folder);
	char *at;

	while ((at = strstr(line, folder)) != NULL) {
		*at = '#';
		memmove(at + 1, at + n, strlen(at + n) + 1);
	}
}

struct verdict
verdict_read(const struct trial *trial)
{
	struct verdict verdict = { .state = -1 };
	const char *word;

	if (trial->story->json)
		verdict.line = json_line(trial->output);
	else
		verdict.line = text_format(
		    "%.*s", (int)strcspn(trial->output, "|\n"), trial->output);
	hide_folder(verdict.line, trial->place.dir);
	hide_numbers(verdict.line);
	hide_who(verdict.line);
	hide_slowest(verdict.line);
	word = strncmp(verdict.line, "SMTP ", 5) == 0 ? verdict.line + 5 : "";
	for (int i = 0; i <= UNKNOWN; i++)
		if (strncmp(word, states[i], strlen(states[i])) == 0)
			verdict.state = i;
	return verdict;
}

/* "SMTP CRITICAL - 1 of 8 targets: mx1.example:25 auth: ..." */
static bool
names_stage_of_target(const char *line)
{
	const char *targets = strstr(line, " targets: ");

	for (size_t i = 0; i < sizeof(stage_names) / sizeof(*stage_names);
	     i++) {
		char *word = text_format(" %s: ", stage_names[i]);
		bool found = targets != NULL && strstr(targets, word) != NULL;

		free(word);
		if (found)
			return true;
	}
	return false;
}

/* "SMTP CRITICAL - auth: ..." */
static bool
names_stage(const char *line)
{
	const char *text = strstr(line, " - ");
	size_t n = text == NULL ? 0 : strcspn(text + 3, ":");

	for (size_t i = 0; i < sizeof(stage_names) / sizeof(*stage_names); i++)
		if (n > 0 && strlen(stage_names[i]) == n &&
		    strncmp(text + 3, stage_names[i], n) == 0)
			return true;
	return names_stage_of_target(line);
}

/* A call that was not made is nobody's fault.  A server that meets another
 * session than the story's next one hangs up. */
static enum blame
blame_of(const struct trial *trial)
{
	const struct injection *injection = trial->injection;

	if (trial->lost &&
	    (injection->blame == BLAME_US || injection->blame == BLAME_STORE))
		return BLAME_NETWORK;
	return atomic_load(&injection->page->hits) > 0 ? injection->blame
						       : BLAME_NOBODY;
}

static bool
may_say(const struct trial *trial, const struct verdict *verdict)
{
	const struct injection *injection = trial->injection;
	enum blame blame = blame_of(trial);

	if (verdict->state == injection->own.state &&
	    strcmp(verdict->line, injection->own.line) == 0)
		return true;
	if (blame == BLAME_NOBODY)
		return false;
	if (verdict->state == UNKNOWN)
		return true;
	return blame == BLAME_NETWORK && verdict->state == CRITICAL &&
	       names_stage(verdict->line);
}

static void
judge_verdict(struct trial *trial)
{
	static const char *const others[] = {
		[BLAME_NOBODY] = "",
		[BLAME_US] = " or UNKNOWN",
		[BLAME_STORE] = " or UNKNOWN",
		[BLAME_NETWORK] = " or UNKNOWN or a stage that failed",
		[BLAME_OUTPUT] = "",
	};
	const struct injection *injection = trial->injection;
	enum blame blame = blame_of(trial);
	struct verdict verdict = verdict_read(trial);

	/* What the plugin says of its own crash. */
	if (strstr(verdict.line, "internal error") != NULL)
		trial_fault(trial, "the plugin crashed: \"%s\"", verdict.line);
	else if (!may_say(trial, &verdict))
		trial_fault(trial, "expected \"%s\"%s, saw \"%s\"",
		    injection->own.line, others[blame], verdict.line);
	free(verdict.line);
}

/* The seconds of -t, the last of which counts. */
static double
time_limit(const struct trial *trial)
{
	double seconds = DEFAULT_SECONDS;

	for (size_t i = 1; i + 1 < trial->argv.count; i++)
		if (strcmp(trial->argv.at[i], "-t") == 0 &&
		    strchr(trial->argv.at[i + 1], '=') == NULL)
			seconds = strtod(trial->argv.at[i + 1], NULL);
	return seconds;
}

/* The form of an output with this exit code. */
static void
judge_form(struct trial *trial, int code)
{
	static char label[] = "time";
	char *labels[] = { label, NULL };
	const struct story *told = trial->story;
	struct story story = {
		.name = told->name,
		.expect = code,
		.json = told->json,
		.server_count = told->server_count,
	};

	/* Whoever was heard has passed a stage; the last words about many
	 * targets have no times. */
	if (trial->heard && told->server_count == 0)
		story.perfdata = (struct strings){ labels, 1 };
	trial->story = &story;
	judge_bytes(trial);
	if (story.json)
		judge_json(trial);
	else
		judge_text(trial);
	trial->story = told;
}

void
judge_injection(struct trial *trial)
{
	int code = WEXITSTATUS(trial->status);

	/* What the server has not understood is no matter here. */
	strings_free(&trial->faults);
	trial->faults = (struct strings){ 0 };
	if (WIFSIGNALED(trial->status))
		trial_fault(trial, "the plugin died of signal %d after %.1f s",
		    WTERMSIG(trial->status), trial->seconds);
	else if (code > UNKNOWN)
		trial_fault(trial, "the exit code is %d", code);
	if (trial->seconds > time_limit(trial) + 1)
		trial_fault(trial, "the end came after %.3f s", trial->seconds);
	judge_secrets(trial, trial->output, "the output");
	judge_losses(trial);
	if (blame_of(trial) == BLAME_OUTPUT) {
		/* Of several runs the output of one was lost. */
		if (code != UNKNOWN && !trial->again)
			trial_fault(
			    trial, "expected exit code 3, saw %d", code);
	} else if (trial->faults.count == 0) {
		judge_form(trial, code);
		judge_verdict(trial);
	}
}
