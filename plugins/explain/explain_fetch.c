/* --explain: how to fetch the secret of the login by hand. */
#include "explain_fetch.h"

#include "explain_command.h"
#include "token_explain.h"

/* The most bytes of the lines of a request. */
#define LINES_LIMIT ((size_t)32 * 1024)

static void
explain_command(struct sheet *sheet)
{
	struct buf command = BUF_INIT(LINES_LIMIT);

	sheet_head(sheet, "token",
	    "the first line that the command prints is the secret");
	(void)buf_puts(&command, "sh -c ");
	command_word(sheet->config, sheet->config->login.source.name, &command);
	(void)buf_puts(&command, " </dev/null");
	sheet_run(sheet, buf_string(&command));
	buf_free(&command);
}

static void
explain_request(struct sheet *sheet)
{
	struct buf lines = BUF_INIT(LINES_LIMIT);
	const char *line;
	size_t at = 0, len;

	sheet_head(sheet, "token",
	    "the answer must have an access_token (the check looks into its "
	    "cache first)");
	token_source_explain(sheet->config->login.source.tokens, &lines);
	for (line = buf_line(&lines, &at, &len); line != NULL;
	     line = buf_line(&lines, &at, &len)) {
		struct buf one = BUF_INIT(LINES_LIMIT);

		(void)buf_append(&one, line, len);
		sheet_run(sheet, buf_string(&one));
		buf_free(&one);
	}
	sheet_run(
	    sheet, "read -r TOKEN   # paste the access_token, then Enter");
	buf_free(&lines);
}

void
explain_fetch(struct sheet *sheet)
{
	if (sheet->config->login.source.kind == SECRET_COMMAND)
		explain_command(sheet);
	else
		explain_request(sheet);
}

void
explain_fetch_failure(const struct config *config, struct buf *out)
{
	if (config->login.source.kind == SECRET_OAUTH) {
		(void)buf_puts(
		    out, "the request stands in the output of --explain");
	}
}
