/* Reads a stream line by line. */
#include "lines.h"

#include <string.h>

void
lines_init(struct lines *lines, struct stream *stream)
{
	lines->stream = stream;
	lines->start = lines->end = 0;
}

static int
fail_too_long(struct error *error)
{
	return error_set(error, ERROR_PROTOCOL,
	    "a line is longer than %zu bytes", LINE_LIMIT);
}

/* Reads from the stream: bytes read, 0 at its end, -1: error set. */
static ssize_t
lines_fill(struct lines *lines, struct deadline deadline, struct error *error)
{
	ssize_t n;

	if (lines->start > 0) {
		memmove(lines->data, lines->data + lines->start,
		    lines->end - lines->start);
		lines->end -= lines->start;
		lines->start = 0;
	}
	if (lines->end == sizeof(lines->data))
		return fail_too_long(error);
	n = stream_read(lines->stream, lines->data + lines->end,
	    sizeof(lines->data) - lines->end, deadline, error);
	if (n > 0)
		lines->end += (size_t)n;
	return n;
}

/* Hands out the line that begins at start.  false: its end has not arrived. */
static bool
lines_take_line(struct lines *lines, size_t searched, char **line, size_t *len)
{
	char *from = lines->data + lines->start;
	char *end =
	    memchr(from + searched, '\n', lines->end - lines->start - searched);

	if (end == NULL)
		return false;
	*line = from;
	*len = (size_t)(end - from);
	lines->start += *len + 1;
	if (*len > 0 && end[-1] == '\r')
		(*len)--;
	return true;
}

int
lines_read(struct lines *lines, char **line, size_t *len,
    struct deadline deadline, struct error *error)
{
	size_t searched = 0;
	ssize_t n;

	while (!lines_take_line(lines, searched, line, len)) {
		searched = lines->end - lines->start;
		n = lines_fill(lines, deadline, error);
		if (n <= 0)
			return (int)n;
	}
	return *len > LINE_LIMIT ? fail_too_long(error) : 1;
}

int
lines_wait(struct lines *lines, struct deadline deadline, struct error *error)
{
	ssize_t n = 1;

	if (lines->end == lines->start)
		n = lines_fill(lines, deadline, error);
	return n > 0 ? 1 : (int)n;
}

ssize_t
lines_take(struct lines *lines, char **bytes, size_t most,
    struct deadline deadline, struct error *error)
{
	size_t n;
	int rc;

	if (lines->end == lines->start && deadline_passed(deadline))
		return error_set(error, ERROR_TIMEOUT, "no answer in time");
	rc = lines_wait(lines, deadline, error);
	if (rc <= 0)
		return rc;
	n = lines->end - lines->start;
	if (n > most)
		n = most;
	*bytes = lines->data + lines->start;
	lines->start += n;
	return (ssize_t)n;
}

int
lines_look(struct lines *lines, struct error *error)
{
	struct error found = { 0 };
	ssize_t n;

	if (lines->end > lines->start)
		return 1;
	n = lines_fill(lines, DEADLINE_NOW, &found);
	if (n > 0)
		return 1;
	if (n == -1 && found.kind == ERROR_TIMEOUT)
		return 0;
	if (n == 0)
		return error_set(error, ERROR_CLOSED,
		    "the server has closed the connection");
	*error = found;
	return -1;
}

int
lines_refuse_more(struct lines *lines, const char *command, struct error *error)
{
	struct error found = { 0 };
	int n = lines_look(lines, &found);

	if (n == 0)
		return 0;
	if (n == -1) {
		*error = found;
		return -1;
	}
	return error_set(error, ERROR_PROTOCOL,
	    "the server, or somebody in between, sent more behind the reply "
	    "to %s: an attempt to inject replies",
	    command);
}
