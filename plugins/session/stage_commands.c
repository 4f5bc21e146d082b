/* The stage COMMAND: the user's commands (-C) and expected replies (-R). */
#include "stages.h"

#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "notes.h"
#include "refusals.h"
#include "session.h"

/* Does any line of the reply match?  The lines have their reply codes, as -vv
 * shows them, so that the pattern can name the code. */
static bool
reply_matches(const struct smtp_reply *reply, const char *pattern)
{
	size_t at = 0, len;
	const char *line;
	regex_t compiled;
	bool found = false;

	if (regcomp(&compiled, pattern,
		REG_EXTENDED | REG_NEWLINE | REG_NOSUB) != 0)
		return false;
	for (line = buf_line(&reply->lines, &at, &len); line != NULL && !found;
	     line = buf_line(&reply->lines, &at, &len)) {
		char *copy = memory_zeroed(len + 1);

		memcpy(copy, line, len);
		found = regexec(&compiled, copy, 0, NULL, 0) == 0;
		free(copy);
	}
	regfree(&compiled);
	return found;
}

/* Without -R, every reply but 4yz and 5yz is good. */
static bool
is_expected_reply(const struct smtp_reply *reply, const struct command *command)
{
	if (command->pattern != NULL)
		return reply_matches(reply, command->pattern);
	return reply->code < 400;
}

/* Keeps the worst of the unexpected replies: the stage reports only that. */
static void
judge_command(
    struct session *session, const struct command *command, struct error *worst)
{
	const struct smtp_reply *reply = &session->smtp->reply;
	struct buf text = BUF_INIT(REPLY_LIMIT);
	struct error unexpected = { .kind = ERROR_NONE };

	if (is_expected_reply(reply, command))
		return;
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
		judge_command(session, command, &worst);
		note_reply_to(session, "", command->text, "");
	}
	if (worst.kind == ERROR_NONE)
		return STAGE_PASSED;
	*error = worst;
	session->current->note[0] = '\0';
	return STAGE_UNEXPECTED;
}
