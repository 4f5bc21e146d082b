/* Sends commands of IMAP and reads what is answered. */
#include "imap_client.h"

#include <stdio.h>
#include <string.h>

#include "imap_data.h"
#include "said.h"
#include "service.h"
#include "text.h"

/* Bytes of a quoted string; a longer one is a literal. */
#define QUOTED_LIMIT ((size_t)1000)

static int
fail(struct imap *imap)
{
	imap->broken = true;
	return -1;
}

/* A line that begins as no response does, or that answers nothing; this token
 * is the last that was read of it. */
static int
fail_nonsense(struct imap *imap, enum imap_token token,
    struct deadline deadline, struct error *error)
{
	struct error ignored = { 0 };
	struct buf line = BUF_INIT(SAID_LIMIT);

	if (token != IMAP_END)
		(void)imap_read_whole_line(
		    &imap->reader, &line, deadline, &ignored);
	(void)said_nonsense(
	    imap->mailbox.redact, "IMAP", buf_string(&line), line.len, error);
	buf_free(&line);
	return fail(imap);
}

/* Some services other than IMAP send no line end, so what came is looked at
 * before the failure is told. */
static int
fail_to_read(struct imap *imap, const struct error *found,
    struct deadline deadline, struct error *error)
{
	const struct buf *line = &imap->reader.line;

	if (found->kind == ERROR_CLOSED &&
	    service_that_says(buf_string(line), line->len) != NULL)
		return fail_nonsense(imap, IMAP_BROKEN, deadline, error);
	if (error->kind == ERROR_NONE)
		*error = *found;
	return fail(imap);
}

/* Reads the rest of a line whose first word is in the text already. */
static int
read_status(struct imap *imap, struct deadline deadline, struct error *error)
{
	struct buf rest = BUF_INIT(SAID_LIMIT);
	int rc = imap_read_text(&imap->reader, &rest, deadline, error);

	buf_clear(&imap->text);
	(void)buf_printf(&imap->text, "%.20s ", buf_string(&imap->token));
	if (rest.len > imap->text.limit - imap->text.len)
		buf_truncate(&rest, imap->text.limit - imap->text.len);
	(void)buf_append(&imap->text, buf_string(&rest), rest.len);
	buf_free(&rest);
	if (rc == -1)
		return fail(imap);
	imap_data_code(imap);
	return 0;
}

static bool
is_status(const struct buf *word)
{
	static const char *const all[] = { "OK", "NO", "BAD", "BYE",
		"PREAUTH" };

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (text_same(buf_string(word), all[i]))
			return true;
	return false;
}

/* Behind "* ".  BYE ends the session (RFC 9051 7.1.5). */
static int
read_untagged(struct imap *imap, struct deadline deadline, struct error *error)
{
	enum imap_token token =
	    imap_read_token(&imap->reader, &imap->token, deadline, error);

	if (token == IMAP_BROKEN)
		return fail(imap);
	if (token != IMAP_ATOM)
		return fail_nonsense(imap, token, deadline, error);
	if (!is_status(&imap->token))
		return imap_data_read(imap, deadline, error) == -1 ? fail(imap)
								   : 0;
	if (read_status(imap, deadline, error) == -1)
		return -1;
	if (imap->closing ||
	    !text_starts(imap->text.data, imap->text.len, "BYE "))
		return 0;
	(void)said_no(imap->mailbox.redact, &imap->text, error);
	return fail(imap);
}

/* Behind the tag. */
static int
read_tagged(struct imap *imap, enum mailbox_answer *answer,
    struct deadline deadline, struct error *error)
{
	enum imap_token token =
	    imap_read_token(&imap->reader, &imap->token, deadline, error);

	imap->tag[0] = '\0';
	if (token == IMAP_BROKEN)
		return fail(imap);
	if (token == IMAP_ATOM && text_same(imap->token.data, "OK"))
		*answer = MAILBOX_OK;
	else if (token == IMAP_ATOM && (text_same(imap->token.data, "NO") ||
					   text_same(imap->token.data, "BAD")))
		*answer = MAILBOX_NO;
	else
		return fail_nonsense(imap, token, deadline, error);
	return read_status(imap, deadline, error) == -1 ? -1 : 1;
}

int
imap_read_response(struct imap *imap, enum mailbox_answer *answer,
    struct deadline deadline, struct error *error)
{
	struct error found = { 0 };
	enum imap_token token =
	    imap_read_token(&imap->reader, &imap->token, deadline, &found);
	const char *word = buf_string(&imap->token);

	if (token == IMAP_BROKEN)
		return fail_to_read(imap, &found, deadline, error);
	if (token == IMAP_ATOM && strcmp(word, "*") == 0)
		return read_untagged(imap, deadline, error);
	if (token == IMAP_ATOM && imap->tag[0] != '\0' &&
	    strcmp(word, imap->tag) == 0) {
		imap->asked = false;
		return read_tagged(imap, answer, deadline, error);
	}
	if (token != IMAP_ATOM || strcmp(word, "+") != 0 ||
	    imap->tag[0] == '\0')
		return fail_nonsense(imap, token, deadline, error);
	imap->asked = true;
	*answer = MAILBOX_MORE;
	if (imap_read_text(&imap->reader, &imap->text, deadline, error) == -1)
		return fail(imap);
	return 1;
}

enum mailbox_answer
imap_read_answer(
    struct imap *imap, struct deadline deadline, struct error *error)
{
	enum mailbox_answer answer = MAILBOX_FAILED;
	int rc;

	do
		rc = imap_read_response(imap, &answer, deadline, error);
	while (rc == 0);
	return rc == -1 ? MAILBOX_FAILED : answer;
}

int
imap_read_greeting(
    struct imap *imap, struct deadline deadline, struct error *error)
{
	enum mailbox_answer answer;

	if (imap_read_response(imap, &answer, deadline, error) == -1)
		return -1;
	imap->logged_in =
	    text_starts(buf_string(&imap->text), imap->text.len, "PREAUTH ");
	if (imap->logged_in ||
	    text_starts(buf_string(&imap->text), imap->text.len, "OK "))
		return 0;
	(void)said_no(imap->mailbox.redact, &imap->text, error);
	return fail(imap);
}

static int
write_line(struct imap *imap, const struct buf *line, struct deadline deadline,
    struct error *error)
{
	struct stream *stream = imap->reader.lines.stream;

	imap_reader_begin(&imap->reader);
	imap->asked = false;
	if (stream_write(
		stream, buf_string(line), line->len, deadline, error) == -1 ||
	    stream_write(stream, "\r\n", 2, deadline, error) == -1)
		return fail(imap);
	return 0;
}

int
imap_send(struct imap *imap, const char *text, const struct buf *secret,
    struct deadline deadline, struct error *error)
{
	size_t more = secret == NULL ? 0 : secret->len;
	struct buf line =
	    BUF_SECRET(sizeof(imap->tag) + strlen(text) + more + 8);
	int rc;

	if (imap->broken)
		return error_set(error, ERROR_CLOSED, "the session is over");
	(void)snprintf(imap->tag, sizeof(imap->tag), "A%u", ++imap->commands);
	(void)buf_printf(&line, "%s %s", imap->tag, text);
	if (more > 0)
		(void)buf_puts(&line, REDACT_MASK);
	transcript_add(imap->mailbox.transcript, 'C', line.data, line.len,
	    imap->mailbox.redact);
	if (more > 0) {
		buf_truncate(&line, line.len - strlen(REDACT_MASK));
		(void)buf_append(&line, secret->data, more);
	}
	rc = write_line(imap, &line, deadline, error);
	buf_free(&line);
	return rc;
}

int
imap_send_more(struct imap *imap, const struct buf *line,
    struct deadline deadline, struct error *error)
{
	const char *shown = line->len > 0 ? REDACT_MASK : "";

	transcript_add(
	    imap->mailbox.transcript, 'C', shown, strlen(shown), NULL);
	return write_line(imap, line, deadline, error);
}

enum mailbox_answer
imap_command(struct imap *imap, const char *text, struct deadline deadline,
    struct error *error)
{
	enum mailbox_answer answer;

	if (imap_send(imap, text, NULL, deadline, error) == -1)
		return MAILBOX_FAILED;
	answer = imap_read_answer(imap, deadline, error);
	if (answer != MAILBOX_MORE)
		return answer;
	(void)fail(imap);
	return (enum mailbox_answer)error_set(error, ERROR_PROTOCOL,
	    "the server asks for more, but the command was complete");
}

int
imap_command_ok(struct imap *imap, const char *text, struct deadline deadline,
    struct error *error)
{
	enum mailbox_answer answer = imap_command(imap, text, deadline, error);

	if (answer == MAILBOX_NO)
		return said_no(imap->mailbox.redact, &imap->text, error);
	return answer == MAILBOX_OK ? 0 : -1;
}

int
imap_put_quoted(struct buf *out, const char *text, size_t len)
{
	if (len > QUOTED_LIMIT || buf_putc(out, '"') == -1)
		return -1;
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c == '\0' || c == '\r' || c == '\n' || c > 127)
			return -1;
		if (((c == '"' || c == '\\') && buf_putc(out, '\\') == -1) ||
		    buf_putc(out, text[i]) == -1)
			return -1;
	}
	return buf_putc(out, '"');
}
