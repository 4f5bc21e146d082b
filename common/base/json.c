/* Reads one member of a JSON object. */
#include "json.h"

#include <stdbool.h>
#include <string.h>

/* Levels of objects and arrays. */
#define DEPTH_MAX 16

/* The part of the text that has not been read. */
struct reader {
	const char *at, *end;
};

static void
skip_blanks(struct reader *r)
{
	while (r->at < r->end && strchr(" \t\r\n", *r->at) != NULL &&
	       *r->at != '\0')
		r->at++;
}

/* Moves behind this character and the blanks before it.  false: another one
 * stands there. */
static bool
accept_character(struct reader *r, char c)
{
	skip_blanks(r);
	if (r->at == r->end || *r->at != c)
		return false;
	r->at++;
	return true;
}

/* The character that an escape stands for, behind its backslash.  \u becomes
 * "?": the values that are looked up do not need it. */
static char
read_escape(struct reader *r)
{
	static const char escapes[] = "b\bf\fn\nr\rt\t";
	char c = *r->at++;
	const char *found = c == '\0' ? NULL : strchr(escapes, c);

	if (c == 'u') {
		for (int i = 0; i < 4 && r->at < r->end; i++)
			r->at++;
		return '?';
	}
	if (found != NULL && (found - escapes) % 2 == 0)
		return found[1];
	return c;
}

/* Reads a string, and appends it to out unless that is NULL. */
static bool
read_string(struct reader *r, struct buf *out)
{
	if (!accept_character(r, '"'))
		return false;
	while (r->at < r->end && *r->at != '"') {
		char c = *r->at++;

		if (c == '\\') {
			if (r->at == r->end)
				return false;
			c = read_escape(r);
		}
		if (out != NULL && buf_putc(out, c) == -1)
			return false;
	}
	return accept_character(r, '"');
}

/* Reads a number, true, false or null, as it is written. */
static bool
read_word(struct reader *r, struct buf *out)
{
	const char *from = r->at;

	while (r->at < r->end && *r->at != '\0' &&
	       strchr(",]} \t\r\n\"[{:", *r->at) == NULL)
		r->at++;
	if (r->at == from)
		return false;
	return out == NULL ||
	       buf_append(out, from, (size_t)(r->at - from)) == 0;
}

/* Moves behind an object or an array.  It counts brackets instead of calling
 * itself, so that deep nesting cannot exhaust the stack. */
static bool
skip_nested(struct reader *r)
{
	int depth = 0;

	do {
		skip_blanks(r);
		if (r->at == r->end)
			return false;
		if (*r->at == '"') {
			if (!read_string(r, NULL))
				return false;
			continue;
		}
		if (*r->at == '{' || *r->at == '[')
			depth++;
		else if (*r->at == '}' || *r->at == ']')
			depth--;
		r->at++;
	} while (depth > 0 && depth <= DEPTH_MAX);
	return depth == 0;
}

static bool
read_value(struct reader *r, struct buf *out)
{
	const char *from;

	skip_blanks(r);
	if (r->at == r->end)
		return false;
	if (*r->at == '"')
		return read_string(r, out);
	if (*r->at != '{' && *r->at != '[')
		return read_word(r, out);
	from = r->at;
	return skip_nested(r) &&
	       (out == NULL ||
		   buf_append(out, from, (size_t)(r->at - from)) == 0);
}

int
json_member(const char *text, size_t len, const char *name, struct buf *value)
{
	struct reader r = { text, text + len };
	struct buf key = BUF_INIT(256);
	size_t before = value->len;
	bool more = accept_character(&r, '{'), found = false;

	while (more && !found) {
		buf_clear(&key);
		if (!read_string(&r, &key) || !accept_character(&r, ':'))
			break;
		found = strcmp(buf_string(&key), name) == 0;
		if (!read_value(&r, found ? value : NULL)) {
			buf_truncate(value, before);
			found = false;
			break;
		}
		more = accept_character(&r, ',');
	}
	buf_free(&key);
	return found ? 0 : -1;
}
