#include "json.h"

#include <stdbool.h>
#include <string.h>

/* Levels of objects and arrays. */
#define DEPTH_MAX 16

/* What is left of the text. */
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

/* Passes this character, after blanks. */
static bool
take(struct reader *r, char c)
{
	skip_blanks(r);
	if (r->at == r->end || *r->at != c)
		return false;
	r->at++;
	return true;
}

/* The character that stands behind a backslash; \u is shown as "?": no value
 * that we look for needs it. */
static char
unescape(struct reader *r)
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

/* A string, into out unless that is NULL. */
static bool
read_string(struct reader *r, struct buf *out)
{
	if (!take(r, '"'))
		return false;
	while (r->at < r->end && *r->at != '"') {
		char c = *r->at++;

		if (c == '\\') {
			if (r->at == r->end)
				return false;
			c = unescape(r);
		}
		if (out != NULL && buf_putc(out, c) == -1)
			return false;
	}
	return take(r, '"');
}

/* A number, true, false or null, as it stands. */
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

/* Passes an object or an array, however deep, without recursion. */
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
	bool more = take(&r, '{'), found = false;

	while (more && !found) {
		buf_clear(&key);
		if (!read_string(&r, &key) || !take(&r, ':'))
			break;
		found = strcmp(buf_string(&key), name) == 0;
		if (!read_value(&r, found ? value : NULL)) {
			buf_truncate(value, before);
			found = false;
			break;
		}
		more = take(&r, ',');
	}
	buf_free(&key);
	return found ? 0 : -1;
}
