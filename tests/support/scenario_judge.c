#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "scenario_show.h"

static const char *const states[] = { "OK", "WARNING", "CRITICAL", "UNKNOWN" };

void
trial_fault(struct trial *trial, const char *format, ...)
{
	char *text = NULL;
	char *shown;
	va_list list;
	int n;

	va_start(list, format);
	n = vasprintf(&text, format, list);
	va_end(list);
	if (n == -1)
		return;
	shown = text_visible(text, strlen(text));
	strings_add(&trial->faults, shown);
	free(shown);
	free(text);
}

static void
judge_exit(struct trial *trial)
{
	int wanted = trial->story->expect;
	int seen = WEXITSTATUS(trial->status);

	if (WIFSIGNALED(trial->status))
		trial_fault(trial,
		    "expected exit code %d, the plugin died of signal %d after "
		    "%.1f s",
		    wanted, WTERMSIG(trial->status), trial->seconds);
	else if (seen != wanted)
		trial_fault(trial, "expected exit code %d (%s), saw %d", wanted,
		    states[wanted], seen);
	if (trial->story->within > 0 && trial->seconds > trial->story->within)
		trial_fault(trial, "expected an end within %g s, saw %.3f s",
		    trial->story->within, trial->seconds);
}

/* Each NEXT begins one more session; a server without dialogue lets nobody in.
 */
static unsigned int
sessions_of(const struct story *story, const struct server *server)
{
	unsigned int sessions = server->count > 0 ? 1 : 0;

	for (size_t i = 0; i < server->count; i++)
		if (story->acts[server->first + i].verb->play == NULL)
			sessions++;
	return sessions * (unsigned int)server->addresses.count;
}

/* Has the dialogue a session of the mail server? */
static bool
has_mail(const struct story *story)
{
	const struct verb *endpoint = verb_find("ENDPOINT");
	const struct verb *again = verb_find("AGAIN");

	for (size_t i = 0; i < story->act_count; i++) {
		const struct verb *verb = story->acts[i].verb;

		if (verb == verb_find("NEXT") ||
		    (verb != endpoint && verb != again &&
			!act_opens_mailbox(&story->acts[i]) &&
			(i == 0 || story->acts[i - 1].verb == again)))
			return true;
	}
	return false;
}

static void
judge_connections(struct trial *trial)
{
	const struct story *story = trial->story;
	unsigned int wanted = has_mail(story) ? story->sessions : 0;

	if (trial->calls != story->calls)
		trial_fault(trial,
		    "expected %u connections to the endpoint, saw %u",
		    story->calls, trial->calls);
	for (size_t i = 0; i < story->server_count; i++)
		wanted += sessions_of(story, &story->servers[i]);
	for (size_t i = 0; i < story->act_count; i++)
		wanted += act_opens_mailbox(&story->acts[i]) ? 1 : 0;
	if (trial->connections != wanted)
		trial_fault(trial, "expected %u connections, saw %u", wanted,
		    trial->connections);
}

/* "1 3d": these letters lie there, and the last one is flagged as deleted. */
static void
judge_post(struct trial *trial)
{
	char *left = post_left(&trial->post);

	if (trial->story->left != NULL && strcmp(left, trial->story->left) != 0)
		trial_fault(trial,
		    "expected the letters \"%s\" to be left, saw \"%s\"",
		    trial->story->left, left);
	free(left);
}

void
judge_bytes(struct trial *trial)
{
	static const char *const words[] = { "AddressSanitizer",
		"LeakSanitizer", "ThreadSanitizer", "MemorySanitizer",
		"runtime error: " };
	const char *output = trial->output;
	size_t limit = trial->story->json ? 65536 : 4096;

	for (size_t i = 0; i < trial->output_size; i++) {
		unsigned char byte = (unsigned char)output[i];

		if ((byte < 0x20 && byte != '\n') || byte == 0x7f) {
			trial_fault(trial,
			    "expected no control characters, saw \\x%02x at "
			    "byte %zu of the output",
			    byte, i);
			break;
		}
	}
	if (!text_utf8(output, trial->output_size))
		trial_fault(trial, "expected valid UTF-8, saw other bytes");
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (strstr(output, words[i]) != NULL)
			trial_fault(trial, "the output reports %s", words[i]);
	}
	for (size_t i = 1; i < trial->argv.count; i++) {
		if (text_match("^(-v+|--verbose)$", trial->argv.at[i]) == 1)
			limit = 65536;
	}
	if (trial->output_size > limit && !trial->story->free_form)
		trial_fault(trial, "expected at most %zu bytes, saw %zu", limit,
		    trial->output_size);
}

/* That no other line can pass for the status line, of this or another plugin.
 */
static void
judge_long_output(struct trial *trial, const char *rest)
{
	if (text_match("^([A-Z0-9_]+ )?(OK|WARNING|CRITICAL|UNKNOWN)([^A-Z]|$)",
		rest) == 1 ||
	    strstr(rest, "\nSMTP ") != NULL)
		trial_fault(trial, "a second line begins like a status line");
	if (trial->output[trial->output_size - 1] != '\n')
		trial_fault(trial, "the last line is not ended");
}

/* The text of the first line, which ends at a bar. */
static void
judge_first(struct trial *trial)
{
	static const char form[] =
	    "^SMTP (OK|WARNING|CRITICAL|UNKNOWN) - [^ ].*";
	const struct story *story = trial->story;
	const char *word = states[story->expect];
	char *line = text_copy(trial->output);

	line[strcspn(line, "|\n")] = '\0';
	if (text_match(form, line) != 1)
		trial_fault(trial, "expected a status line, saw \"%s\"", line);
	else if (strncmp(line + 5, word, strlen(word)) != 0)
		trial_fault(trial, "expected %s, saw \"%s\"", word, line);
	/* More is read by nobody. */
	if (strlen(line) > 1400)
		trial_fault(trial, "expected a first line of sane length");
	if (story->first != NULL) {
		char *filled = place_fill_ere(&trial->place, story->first);
		char *whole = text_format("^(%s)$", filled);

		if (text_match(whole, line) != 1)
			trial_fault(trial,
			    "expected the first line \"%s\", saw \"%s\"",
			    filled, line);
		free(whole);
		free(filled);
	}
	free(line);
}

void
judge_text(struct trial *trial)
{
	const char *rest = strchr(trial->output, '\n');

	judge_first(trial);
	if (rest != NULL)
		judge_long_output(trial, rest);
	else
		trial_fault(trial, "expected a line, saw none");
	judge_perfdata(trial);
}

static void
judge_patterns(struct trial *trial, const struct strings *patterns, int wanted)
{
	for (size_t i = 0; i < patterns->count; i++) {
		char *ere = place_fill_ere(&trial->place, patterns->at[i]);
		int seen = text_match(ere, trial->output);

		if (seen == -1)
			trial_fault(trial, "\"%s\" is no expression", ere);
		else if (seen != wanted)
			trial_fault(trial,
			    wanted == 1 ? "expected output \"%s\", saw none"
					: "expected no output \"%s\", saw it",
			    ere);
		free(ere);
	}
}

void
judge_secrets(struct trial *trial, const char *text, const char *where)
{
	const struct strings *secrets = &trial->story->secrets;

	for (size_t i = 0; i < secrets->count; i++) {
		if (strstr(text, secrets->at[i]) != NULL)
			trial_fault(trial, "the secret \"%s\" stands in %s",
			    secrets->at[i], where);
		if (text_has_base64(text, secrets->at[i]))
			trial_fault(trial,
			    "the secret \"%s\" stands in %s as base64",
			    secrets->at[i], where);
	}
}

/* The file as one string, its NULs turned to blanks; NULL: unreadable. */
static char *
read_process(pid_t pid, const char *name)
{
	char *path = text_format("/proc/%d/%s", (int)pid, name);
	FILE *file = fopen(path, "r");
	char *text = calloc(1, 65536);

	free(path);
	if (file != NULL && text != NULL) {
		size_t n = fread(text, 1, 65535, file);

		for (size_t i = 0; i < n; i++) {
			if (text[i] == '\0')
				text[i] = ' ';
		}
	}
	if (file != NULL)
		(void)fclose(file);
	return text;
}

/* False under a wrapper such as valgrind, whose arguments stay. */
static bool
is_plugin(const struct trial *trial)
{
	char *link = text_format("/proc/%d/exe", (int)trial->pid);
	char *running = realpath(link, NULL);
	char *asked = realpath(trial->plugin, NULL);
	bool same =
	    running != NULL && asked != NULL && strcmp(running, asked) == 0;

	free(asked);
	free(running);
	free(link);
	return same;
}

void
judge_process(struct trial *trial)
{
	static const char *const names[] = { "cmdline", "environ" };

	if (trial->story->secrets.count == 0 || !is_plugin(trial))
		return;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		char *text = read_process(trial->pid, names[i]);

		if (text != NULL)
			judge_secrets(trial, text, names[i]);
		free(text);
	}
}

static void
judge_output(struct trial *trial)
{
	judge_exit(trial);
	judge_bytes(trial);
	if (trial->story->json)
		judge_json(trial);
	else if (trial->story->openmetrics)
		judge_openmetrics(trial);
	else if (!trial->story->free_form)
		judge_text(trial);
	judge_patterns(trial, &trial->story->output, 1);
	judge_patterns(trial, &trial->story->absent, 0);
	judge_secrets(trial, trial->output, "the output");
}

/* What the server has not understood is no matter then. */
static void
judge_any(struct trial *trial)
{
	const struct story *told = trial->story;
	struct story story = *told;

	strings_free(&trial->faults);
	trial->faults = (struct strings){ 0 };
	story.expect = WEXITSTATUS(trial->status);
	if (story.expect >= EXPECT_ANY) {
		trial_fault(trial, "the exit code is %d", story.expect);
		return;
	}
	trial->story = &story;
	judge_output(trial);
	trial->story = told;
}

void
judge(struct trial *trial)
{
	if (trial->story->expect == EXPECT_ANY) {
		judge_any(trial);
		return;
	}
	judge_connections(trial);
	judge_post(trial);
	judge_files(trial, false);
	judge_output(trial);
}
