/* Sends commands of POP3 and reads what is answered. */
#include "pop3_client.h"

#include <string.h>

#include "said.h"
#include "service.h"
#include "text.h"

static int
fail(struct pop3 *pop3)
{
	pop3->broken = true;
	return -1;
}

static int
fail_nonsense(
    struct pop3 *pop3, const char *line, size_t len, struct error *error)
{
	(void)said_nonsense(pop3->mailbox.redact, "POP3", line, len, error);
	return fail(pop3);
}

/* The stream ended or failed within a line.  Some services other than POP3 send
 * no line end, so the rest is looked at first. */
static int
fail_unfinished(
    struct pop3 *pop3, const struct error *found, struct error *error)
{
	const char *rest = pop3->lines.data + pop3->lines.start;
	size_t len = pop3->lines.end - pop3->lines.start;

	if (service_that_says(rest, len) != NULL)
		return fail_nonsense(pop3, rest, len, error);
	if (found->kind != ERROR_NONE && error->kind == ERROR_NONE)
		*error = *found;
	(void)error_set(error, ERROR_CLOSED, "%s",
	    len > 0 ? "the server hung up in the middle of an answer"
		    : "the server hung up without an answer");
	return fail(pop3);
}

static void
record(struct pop3 *pop3, const char *line, size_t len)
{
	struct buf shown = BUF_INIT(4 * SAID_LIMIT);

	if (pop3->mailbox.transcript == NULL || pop3->mailbox.transcript->full)
		return;
	said_show(pop3->mailbox.redact, line, len, &shown);
	transcript_add(
	    pop3->mailbox.transcript, 'S', buf_string(&shown), shown.len, NULL);
	buf_free(&shown);
}

/* Is this the first word of the line? */
static bool
begins(const char *line, size_t len, const char *word)
{
	size_t n = strlen(word);

	return text_starts(line, len, word) && (len == n || line[n] == ' ');
}

enum mailbox_answer
pop3_read_answer(
    struct pop3 *pop3, struct deadline deadline, struct error *error)
{
	struct error found = { 0 };
	char *line;
	size_t len;

	pop3->asked = false;
	buf_clear(&pop3->text);
	if (lines_read(&pop3->lines, &line, &len, deadline, &found) != 1)
		return (enum mailbox_answer)fail_unfinished(
		    pop3, &found, error);
	record(pop3, line, len);
	(void)buf_append(&pop3->text, line, len);
	if (begins(line, len, "+OK"))
		return MAILBOX_OK;
	if (begins(line, len, "-ERR"))
		return MAILBOX_NO;
	if (!begins(line, len, "+"))
		return (enum mailbox_answer)fail_nonsense(
		    pop3, line, len, error);
	pop3->asked = true;
	return MAILBOX_MORE;
}

/* A line that came unasked would be taken for the answer to the next command.
 */
static int
look(struct pop3 *pop3, struct error *error)
{
	struct error found = { 0 };
	int n = lines_look(&pop3->lines, error);

	if (n == 0)
		return 0;
	if (n == 1 &&
	    pop3_read_answer(pop3, DEADLINE_NOW, &found) == MAILBOX_NO)
		(void)said_no(pop3->mailbox.redact, &pop3->text, error);
	else if (n == 1)
		(void)error_set(error, ERROR_PROTOCOL,
		    "the server speaks before it is asked");
	return fail(pop3);
}

int
pop3_send(struct pop3 *pop3, const char *text, const struct buf *secret,
    struct deadline deadline, struct error *error)
{
	size_t more = secret == NULL ? 0 : secret->len;
	struct buf line = BUF_SECRET(strlen(text) + more + 8);
	int rc;

	if (pop3->broken)
		return error_set(error, ERROR_CLOSED, "the session is over");
	if (look(pop3, error) == -1)
		return -1;
	(void)buf_puts(&line, text);
	if (more > 0)
		(void)buf_puts(&line, REDACT_MASK);
	transcript_add(pop3->mailbox.transcript, 'C', buf_string(&line),
	    line.len, pop3->mailbox.redact);
	buf_truncate(&line, strlen(text));
	if (more > 0)
		(void)buf_append(&line, secret->data, more);
	(void)buf_puts(&line, "\r\n");
	pop3->bytes = 0;
	rc = stream_write(
	    pop3->lines.stream, line.data, line.len, deadline, error);
	buf_free(&line);
	return rc == -1 ? fail(pop3) : 0;
}

enum mailbox_answer
pop3_command(struct pop3 *pop3, const char *text, struct deadline deadline,
    struct error *error)
{
	enum mailbox_answer answer;

	if (pop3_send(pop3, text, NULL, deadline, error) == -1)
		return MAILBOX_FAILED;
	answer = pop3_read_answer(pop3, deadline, error);
	if (answer != MAILBOX_MORE)
		return answer;
	(void)fail(pop3);
	return (enum mailbox_answer)error_set(error, ERROR_PROTOCOL,
	    "the server asks for more, but the command was complete");
}

int
pop3_command_ok(struct pop3 *pop3, const char *text, struct deadline deadline,
    struct error *error)
{
	enum mailbox_answer answer = pop3_command(pop3, text, deadline, error);

	if (answer == MAILBOX_NO)
		return said_no(pop3->mailbox.redact, &pop3->text, error);
	return answer == MAILBOX_OK ? 0 : -1;
}

/* The next byte; -1: error set. */
static int
next(struct pop3 *pop3, struct deadline deadline, struct error *error)
{
	struct error found = { 0 };
	char *byte;

	if (lines_take(&pop3->lines, &byte, 1, deadline, &found) <= 0) {
		if (found.kind != ERROR_NONE && error->kind == ERROR_NONE)
			*error = found;
		(void)error_set(error, ERROR_CLOSED,
		    "the server hung up in the middle of an answer");
		return fail(pop3);
	}
	if (++pop3->bytes > POP3_ANSWER_LIMIT) {
		(void)error_set(error, ERROR_PROTOCOL, "an answer without end");
		return fail(pop3);
	}
	return (unsigned char)*byte;
}

int
pop3_read_line(struct pop3 *pop3, struct buf *line, struct deadline deadline,
    struct error *error)
{
	size_t len = 0; /* of the whole line */
	bool dot = false, cr = false;
	int c;

	buf_clear(line);
	for (;;) {
		c = next(pop3, deadline, error);
		if (c == -1 || c == '\n')
			break;
		if (len++ == 0 && c == '.') {
			dot = true;
			continue;
		}
		if (cr && line->len < line->limit)
			(void)buf_putc(line, '\r');
		cr = c == '\r';
		if (!cr && line->len < line->limit)
			(void)buf_putc(line, (char)c);
	}
	if (c == -1)
		return -1;
	return dot && len - cr == 1 ? 0 : 1;
}
