/* Reads what a server of IMAP says, token by token. */
#include "imap_reader.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "said.h"

/* Digits of a literal's length that can be meant. */
#define LENGTH_DIGITS 12

void
imap_reader_init(struct imap_reader *reader, struct stream *stream,
    struct transcript *transcript, const struct redact *redact)
{
	imap_reader_switch(reader, stream);
	reader->transcript = transcript;
	reader->redact = redact;
	reader->line = (struct buf)BUF_INIT(SAID_LIMIT);
	reader->bytes = 0;
}

void
imap_reader_free(struct imap_reader *reader)
{
	buf_free(&reader->line);
}

void
imap_reader_switch(struct imap_reader *reader, struct stream *stream)
{
	lines_init(&reader->lines, stream);
	reader->ahead = -1;
}

void
imap_reader_begin(struct imap_reader *reader)
{
	reader->bytes = 0;
}

/* Appends as much as the limit lets. */
static void
append(struct buf *text, const char *bytes, size_t len)
{
	size_t room = text->limit - text->len;

	if (room > 0)
		(void)buf_append(text, bytes, len < room ? len : room);
}

/* Takes so many bytes that have arrived; it waits for the first one. */
static int
take(struct imap_reader *reader, char **bytes, size_t most,
    struct deadline deadline, struct error *error)
{
	ssize_t n = lines_take(&reader->lines, bytes, most, deadline, error);

	if (n == 0)
		return error_set(error, ERROR_CLOSED, "%s",
		    reader->line.len > 0
			? "the server hung up in the middle of an answer"
			: "the server hung up without an answer");
	if (n == -1)
		return -1;
	reader->bytes += (size_t)n;
	if (reader->bytes > IMAP_ANSWER_LIMIT)
		return error_set(
		    error, ERROR_PROTOCOL, "an answer without end");
	return (int)n;
}

/* The next byte: -1: error set. */
static int
next(struct imap_reader *reader, struct deadline deadline, struct error *error)
{
	char *byte;
	int c = reader->ahead;

	if (c != -1) {
		reader->ahead = -1;
		return c;
	}
	if (take(reader, &byte, 1, deadline, error) == -1)
		return -1;
	if (*byte != '\r' && *byte != '\n')
		append(&reader->line, byte, 1);
	return (unsigned char)*byte;
}

static void
record(struct imap_reader *reader)
{
	struct buf shown = BUF_INIT(4 * SAID_LIMIT);

	if (reader->transcript != NULL && !reader->transcript->full) {
		said_show(reader->redact, buf_string(&reader->line),
		    reader->line.len, &shown);
		transcript_add(reader->transcript, 'S', buf_string(&shown),
		    shown.len, NULL);
	}
	buf_free(&shown);
	buf_clear(&reader->line);
}

/* The bytes of a literal; those behind the limit of the text are dropped. */
static enum imap_token
read_bytes(struct imap_reader *reader, uint64_t left, struct buf *text,
    struct deadline deadline, struct error *error)
{
	char *bytes;
	int n;

	while (left > 0) {
		n = take(reader, &bytes, left < LINE_LIMIT ? left : LINE_LIMIT,
		    deadline, error);
		if (n == -1)
			return IMAP_BROKEN;
		append(text, bytes, (size_t)n);
		left -= (uint64_t)n;
	}
	return IMAP_STRING;
}

/* Behind "{": the length, "}", the end of the line, and the bytes. */
static enum imap_token
read_literal(struct imap_reader *reader, struct buf *text,
    struct deadline deadline, struct error *error)
{
	uint64_t length = 0;
	int digits = 0, c = next(reader, deadline, error);

	for (; c >= '0' && c <= '9' && digits < LENGTH_DIGITS; digits++) {
		length = 10 * length + (uint64_t)(c - '0');
		c = next(reader, deadline, error);
	}
	if (c == '+')
		c = next(reader, deadline, error);
	if (c == '}' && digits > 0) {
		c = next(reader, deadline, error);
		if (c == '\r')
			c = next(reader, deadline, error);
		if (c == '\n')
			return read_bytes(
			    reader, length, text, deadline, error);
	}
	if (c != -1)
		(void)error_set(error, ERROR_PROTOCOL,
		    "the length of a literal is malformed");
	return IMAP_BROKEN;
}

static enum imap_token
read_quoted(struct imap_reader *reader, struct buf *text,
    struct deadline deadline, struct error *error)
{
	for (;;) {
		int c = next(reader, deadline, error);
		char byte;

		if (c == '"')
			return IMAP_STRING;
		if (c == '\\')
			c = next(reader, deadline, error);
		if (c == '\r' || c == '\n')
			(void)error_set(error, ERROR_PROTOCOL,
			    "a quoted string does not end");
		if (c == -1 || c == '\r' || c == '\n')
			return IMAP_BROKEN;
		byte = (char)c;
		append(text, &byte, 1);
	}
}

/* Ends at a blank or a parenthesis, but not within square brackets. */
static enum imap_token
read_atom(struct imap_reader *reader, int c, struct buf *text,
    struct deadline deadline, struct error *error)
{
	bool bracket = false;

	while (c != -1) {
		char byte = (char)c;

		if (c == '\r' || c == '\n' ||
		    (!bracket && (c == ' ' || c == '(' || c == ')'))) {
			reader->ahead = c;
			return IMAP_ATOM;
		}
		if (c == '[' || c == ']')
			bracket = c == '[';
		append(text, &byte, 1);
		c = next(reader, deadline, error);
	}
	return IMAP_BROKEN;
}

enum imap_token
imap_read_token(struct imap_reader *reader, struct buf *text,
    struct deadline deadline, struct error *error)
{
	int c;

	buf_clear(text);
	do
		c = next(reader, deadline, error);
	while (c == ' ' || c == '\r');
	switch (c) {
	case -1:
		return IMAP_BROKEN;
	case '\n':
		record(reader);
		return IMAP_END;
	case '(':
		return IMAP_OPEN;
	case ')':
		return IMAP_CLOSE;
	case '"':
		return read_quoted(reader, text, deadline, error);
	case '{':
		return read_literal(reader, text, deadline, error);
	case '~': /* a literal of RFC 3516 */
		c = next(reader, deadline, error);
		if (c == '{')
			return read_literal(reader, text, deadline, error);
		append(text, "~", 1);
		return read_atom(reader, c, text, deadline, error);
	default:
		return read_atom(reader, c, text, deadline, error);
	}
}

int
imap_skip_value(struct imap_reader *reader, enum imap_token token,
    struct deadline deadline, struct error *error)
{
	struct buf dropped = BUF_INIT(0);
	size_t depth = token == IMAP_OPEN;

	while (depth > 0) {
		token = imap_read_token(reader, &dropped, deadline, error);
		if (token == IMAP_OPEN)
			depth++;
		else if (token == IMAP_CLOSE)
			depth--;
		else if (token == IMAP_END || token == IMAP_BROKEN)
			break;
	}
	if (token == IMAP_END)
		return error_set(
		    error, ERROR_PROTOCOL, "a list does not end on its line");
	return token == IMAP_BROKEN ? -1 : 0;
}

int
imap_skip_line(
    struct imap_reader *reader, struct deadline deadline, struct error *error)
{
	struct buf dropped = BUF_INIT(0);
	enum imap_token token;

	do
		token = imap_read_token(reader, &dropped, deadline, error);
	while (token != IMAP_END && token != IMAP_BROKEN);
	return token == IMAP_END ? 0 : -1;
}

int
imap_read_whole_line(struct imap_reader *reader, struct buf *line,
    struct deadline deadline, struct error *error)
{
	int c;

	do
		c = next(reader, deadline, error);
	while (c != '\n' && c != -1);
	buf_clear(line);
	append(line, buf_string(&reader->line), reader->line.len);
	record(reader);
	return c == -1 ? -1 : 0;
}

int
imap_read_text(struct imap_reader *reader, struct buf *text,
    struct deadline deadline, struct error *error)
{
	int c = next(reader, deadline, error);

	buf_clear(text);
	while (c == ' ')
		c = next(reader, deadline, error);
	while (c != '\n' && c != -1) {
		char byte = (char)c;

		append(text, &byte, 1);
		c = next(reader, deadline, error);
	}
	if (c == -1)
		return -1;
	if (text->len > 0 && text->data[text->len - 1] == '\r')
		buf_truncate(text, text->len - 1);
	record(reader);
	return 0;
}
