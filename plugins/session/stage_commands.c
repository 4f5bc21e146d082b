/* The stage COMMAND: the user's commands (-C) and expected replies (-R). */
#include "stages.h"

#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "notes.h"
#include "refusals.h"
#include "session.h"

/* The pattern is valid, as the options say: what fails here is this host, and
 * says nothing of the reply. */
static int
pattern_fail(int why, const regex_t *compiled, struct error *error)
{
	char text[128];

	(void)regerror(why, compiled, text, sizeof(text));
	return error_set(error, ERROR_USAGE,
	    "the reply cannot be compared with the pattern: %s", text);
}

/* REG_NOMATCH: no line of the reply matches; 0: a line does; or another code of
 * regexec(3).  The lines have their reply codes, as -vv shows them, so that the
 * pattern can name the code. */
static int
match_lines(const struct smtp_reply *reply, const regex_t *compiled)
{
	size_t at = 0, len;
	const char *line;
	int rc = REG_NOMATCH;

	for (line = buf_line(&reply->lines, &at, &len);
	     line != NULL && rc == REG_NOMATCH;
	     line = buf_line(&reply->lines, &at, &len)) {
		char *copy = memory_zeroed(len + 1);

		memcpy(copy, line, len);
		rc = regexec(compiled, copy, 0, NULL, 0);
		free(copy);
	}
	return rc;
}

/* Sets whether any line of the reply matches.  -1: error set, ERROR_USAGE. */
static int
match_reply(const struct smtp_reply *reply, const char *pattern, bool *found,
    struct error *error)
{
	regex_t compiled;
	int why =
	    regcomp(&compiled, pattern, REG_EXTENDED | REG_NEWLINE | REG_NOSUB);

	if (why != 0)
		return pattern_fail(why, &compiled, error);
	why = match_lines(reply, &compiled);
	*found = why == 0;
	if (why != 0 && why != REG_NOMATCH)
		(void)pattern_fail(why, &compiled, error);
	regfree(&compiled);
	return error->kind == ERROR_NONE ? 0 : -1;
}

/* Keeps the worst of the unexpected replies: the stage reports only that. */
static void
keep_unexpected(
    struct session *session, const struct command *command, struct error *worst)
{
	const struct smtp_reply *reply = &session->smtp->reply;
	struct buf text = BUF_INIT(REPLY_LIMIT);
	struct error unexpected = { .kind = ERROR_NONE };

	note_put_text(session, command->text, &text);
	(void)buf_puts(&text, " was answered ");
	smtp_reply_quote(reply, &text);
	if (command->pattern != NULL && !command->ours) {
		(void)buf_puts(&text, ", which does not match ");
		note_put_text(session, command->pattern, &text);
	}
	(void)error_set(&unexpected, ERROR_REJECTED, "%s", buf_string(&text));
	unexpected.code = reply->code;
	memcpy(unexpected.status, reply->status, sizeof(unexpected.status));
	if (refusal_is_worse(&unexpected, worst))
		*worst = unexpected;
	buf_free(&text);
}

/* Without -R, every reply but 4yz and 5yz is good.  -1: error set, the reply
 * could not be judged. */
static int
judge_command(struct session *session, const struct command *command,
    struct error *worst, struct error *error)
{
	const struct smtp_reply *reply = &session->smtp->reply;
	bool expected = reply->code < 400;

	if (command->pattern != NULL &&
	    match_reply(reply, command->pattern, &expected, error) == -1)
		return -1;
	if (!expected)
		keep_unexpected(session, command, worst);
	return 0;
}

bool
stage_commands_planned(const struct config *config)
{
	return config->steps.command_count > 0;
}

enum stage_result
stage_commands(
    struct session *session, struct deadline deadline, struct error *error)
{
	const struct config *config = session->facts.config;
	struct error worst = { 0 };

	for (size_t i = 0; i < config->steps.command_count; i++) {
		const struct command *command = &config->steps.commands[i];

		if (smtp_command(session->smtp, deadline, error, "%s",
			command->text) == -1)
			return STAGE_FAILED;
		if (judge_command(session, command, &worst, error) == -1)
			return STAGE_FAILED;
		note_reply_to(session, "", command->text, "");
	}
	if (worst.kind == ERROR_NONE)
		return STAGE_PASSED;
	*error = worst;
	session->current->note[0] = '\0';
	return STAGE_UNEXPECTED;
}
