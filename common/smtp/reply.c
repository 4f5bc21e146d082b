/* Reads and quotes the replies of the server. */
#include "reply.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "service.h"
#include "text.h"

/* Characters that an error shows of a line that is not a reply. */
#define STRANGE_QUOTE 80
/* Bytes that are kept of a reply: more than a quote shows. */
#define JOINED_BYTES ((size_t)2 * ERROR_SAID_SIZE)
/* A mask may be longer than a secret. */
#define SHOWN_LIMIT (2 * REPLY_LIMIT)

void
smtp_reply_init(struct smtp_reply *reply)
{
	memset(reply, 0, sizeof(*reply));
	reply->lines = (struct buf)BUF_INIT(REPLY_LIMIT);
	reply->shown = memory_zeroed(sizeof(*reply->shown));
	*reply->shown = (struct buf)BUF_INIT(SHOWN_LIMIT);
}

void
smtp_reply_free(struct smtp_reply *reply)
{
	buf_free(&reply->lines);
	if (reply->shown != NULL)
		buf_free(reply->shown);
	free(reply->shown);
	reply->shown = NULL;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Three digits, then a blank, a hyphen or the end of the line (RFC 5321 4.2.1).
 * 0: it is not a code. */
static int
parse_code(const char *line, size_t len)
{
	if (len < 3 || line[0] < '2' || line[0] > '5' || !is_digit(line[1]) ||
	    !is_digit(line[2]) || (len > 3 && line[3] != ' ' && line[3] != '-'))
		return 0;
	return (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
}

/* How many digits stand here.  0: no digit, or more than three. */
static size_t
count_digits(const char *s, size_t len)
{
	size_t n = 0;

	while (n < len && n < 4 && is_digit(s[n]))
		n++;
	return n < 4 ? n : 0;
}

/* The length of the status code of this class, such as 5.7.8 (RFC 3463 2), that
 * stands here.  0: it is missing. */
static size_t
status_length(const char *s, size_t len, char class)
{
	size_t subject, detail, n;

	if (len < 5 || s[0] != class || s[1] != '.')
		return 0;
	subject = count_digits(s + 2, len - 2);
	n = 2 + subject;
	if (subject == 0 || n >= len || s[n] != '.')
		return 0;
	detail = count_digits(s + n + 1, len - n - 1);
	return detail == 0 ? 0 : n + 1 + detail;
}

/* The status code stands before the text, or behind a "#", where qmail and
 * others write it. */
static void
find_status(struct smtp_reply *reply, const char *s, size_t len, char class)
{
	size_t n = status_length(s, len, class);

	for (size_t i = 0; n == 0 && i + 1 < len; i++) {
		if (s[i] != '#')
			continue;
		n = status_length(s + i + 1, len - i - 1, class);
		if (n > 0)
			s += i + 1;
	}
	if (n > 0 && n < sizeof(reply->status)) {
		memcpy(reply->status, s, n);
		reply->status[n] = '\0';
	}
}

static int
fail_strange(
    const struct smtp_reply *reply, char *line, size_t len, struct error *error)
{
	const char *service = service_that_says(line, len);
	struct buf text = BUF_INIT(4096), copy = BUF_INIT(2 * LINE_LIMIT);

	(void)buf_append(&copy, line, len);
	redact_apply(reply->redact, &copy);
	(void)buf_put_printable(
	    &text, buf_string(&copy), copy.len, STRANGE_QUOTE);
	(void)error_set(error, ERROR_PROTOCOL, "this is %s%s: %s",
	    service != NULL ? service : "no SMTP reply",
	    service != NULL ? ", not SMTP" : "",
	    text.len > 0 ? buf_string(&text) : "(an empty line)");
	buf_free(&text);
	buf_free(&copy);
	return -1;
}

/* Adds one line.  1: more lines follow; 0: it is the last; -1: error set. */
static int
add_line(struct smtp_reply *reply, char *line, size_t len, struct error *error)
{
	int code = parse_code(line, len);

	if (code == 0)
		return fail_strange(reply, line, len, error);
	if (reply->count > 0 && code != reply->code)
		return error_set(error, ERROR_PROTOCOL,
		    "one reply with two codes, %d and %d", reply->code, code);
	if (reply->count == REPLY_LINES ||
	    buf_append(&reply->lines, line, len) == -1 ||
	    buf_putc(&reply->lines, '\n') == -1)
		return error_set(error, ERROR_PROTOCOL, "a reply without end");
	reply->code = code;
	reply->count++;
	if (reply->status[0] == '\0' && len > 4)
		find_status(reply, line + 4, len - 4, line[0]);
	return len > 3 && line[3] == '-';
}

/* The stream ended or failed within a line.  Some services other than SMTP send
 * no line end, so the rest is looked at first. */
static int
fail_unfinished(const struct smtp_reply *reply, struct lines *lines,
    const struct error *found, struct error *error)
{
	char *rest = lines->data + lines->start;
	size_t len = lines->end - lines->start;

	if (reply->count == 0 && service_that_says(rest, len) != NULL)
		return fail_strange(reply, rest, len, error);
	if (found->kind != ERROR_NONE)
		*error = *found;
	return error_set(error, ERROR_CLOSED, "%s",
	    reply->count > 0 ? "the server hung up in the middle of a reply"
			     : "the server hung up without an answer");
}

int
smtp_reply_read(struct smtp_reply *reply, struct lines *lines,
    const struct redact *redact, struct deadline deadline, struct error *error)
{
	struct error found = { 0 };
	char *line;
	size_t len;
	int more;

	reply->redact = redact;
	reply->code = 0;
	reply->status[0] = '\0';
	reply->count = 0;
	buf_clear(&reply->lines);
	buf_clear(reply->shown);
	do {
		more = lines_read(lines, &line, &len, deadline, &found);
		if (more == 1)
			more = add_line(reply, line, len, error);
		else
			more = fail_unfinished(reply, lines, &found, error);
	} while (more == 1);
	if (more == -1 && reply->count > 0)
		smtp_reply_said(reply, error);
	return more;
}

const struct buf *
smtp_reply_shown(const struct smtp_reply *reply)
{
	if (!redact_knows(reply->redact))
		return &reply->lines;
	if (reply->shown->len == 0) {
		(void)buf_append(
		    reply->shown, buf_string(&reply->lines), reply->lines.len);
		redact_reply(reply->redact, reply->shown);
	}
	return reply->shown;
}

/* The text of the next line. */
static const char *
next_text(const struct buf *lines, size_t *at, size_t *len)
{
	const char *line = buf_line(lines, at, len);

	if (line == NULL)
		return NULL;
	if (*len <= 4) {
		*len = 0;
		return "";
	}
	*len -= 4;
	return line + 4;
}

const char *
smtp_reply_line(const struct smtp_reply *reply, size_t *at, size_t *len)
{
	return next_text(&reply->lines, at, len);
}

/* Appends the code and the enhanced status code once, then the text of the
 * lines, with secrets hidden. */
static void
reply_join(const struct smtp_reply *reply, struct buf *text)
{
	const struct buf *lines = smtp_reply_shown(reply);
	size_t at = 0, len, n = strlen(reply->status);
	const char *line;

	(void)buf_printf(text, "%03d", reply->code);
	for (line = next_text(lines, &at, &len); line != NULL;
	     line = next_text(lines, &at, &len)) {
		/* Each line may repeat the status code. */
		if (text->len > 3 && n > 0 && len >= n &&
		    memcmp(line, reply->status, n) == 0 &&
		    (len == n || line[n] == ' ')) {
			line += n;
			len -= n;
		}
		while (len > 0 && *line == ' ') {
			line++;
			len--;
		}
		while (len > 0 && line[len - 1] == ' ')
			len--;
		if (len > 0)
			(void)buf_putc(text, ' ');
		(void)buf_append(text, line, len);
	}
	buf_truncate(text, JOINED_BYTES);
}

void
smtp_reply_quote(const struct smtp_reply *reply, struct buf *out)
{
	struct buf text = BUF_INIT(REPLY_LIMIT);

	reply_join(reply, &text);
	(void)buf_put_printable(out, text.data, text.len, REPLY_QUOTE);
	buf_free(&text);
}

void
smtp_reply_said(const struct smtp_reply *reply, struct error *error)
{
	struct buf text = BUF_INIT(REPLY_LIMIT);

	reply_join(reply, &text);
	error_said(error, text.data, text.len);
	buf_free(&text);
}

int
smtp_reply_refuse(const struct smtp_reply *reply, struct error *error)
{
	struct buf text = BUF_INIT(REPLY_LIMIT);
	bool refused = reply->code >= 400;

	if (error->kind == ERROR_NONE) {
		smtp_reply_quote(reply, &text);
		(void)error_set(error,
		    refused ? ERROR_REJECTED : ERROR_PROTOCOL, "%s%s",
		    refused ? "" : "unexpected reply: ", buf_string(&text));
		error->code = reply->code;
		memcpy(error->status, reply->status, sizeof(error->status));
		smtp_reply_said(reply, error);
	}
	buf_free(&text);
	return -1;
}
