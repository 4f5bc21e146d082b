/* Reads one member of a JSON object. */
#include "json.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "text.h"

/* Levels of objects and arrays. */
#define DEPTH_MAX 16
/* Bytes of a member's name that is compared. */
#define KEY_LIMIT 256

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

/* Reads the four hexadecimal digits of \u. */
static bool
read_unit(struct reader *r, uint32_t *unit)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";

	*unit = 0;
	for (int i = 0; i < 4; i++) {
		const char *digit = r->at == r->end || *r->at == '\0'
					? NULL
					: strchr(digits, *r->at);

		if (digit == NULL)
			return false;
		*unit = *unit << 4 | (uint32_t)((digit - digits) & 15);
		r->at++;
	}
	return true;
}

/* Reads what \u stands for: a character, or with a second \u a pair of
 * surrogates (RFC 8259 7).  What is no character, and NUL, becomes "?". */
static bool
read_code(struct reader *r, unsigned char out[4], size_t *n)
{
	uint32_t c, low = 0;

	if (!read_unit(r, &c))
		return false;
	if (c >= 0xd800 && c < 0xdc00 && r->end - r->at >= 6 &&
	    r->at[0] == '\\' && r->at[1] == 'u') {
		r->at += 2;
		if (!read_unit(r, &low))
			return false;
		c = 0x10000 + ((c & 0x3ff) << 10 | (low & 0x3ff));
		if (low < 0xdc00 || low > 0xdfff)
			c = '?';
	}
	*n = text_from_character(
	    c == 0 || (c >= 0xd800 && c < 0xe000) ? '?' : c, out);
	return true;
}

/* Reads what stands behind a backslash. */
static bool
read_escape(struct reader *r, unsigned char out[4], size_t *n)
{
	static const char escapes[] = "b\bf\fn\nr\rt\t\"\"\\\\//";
	const char *found;
	char c;

	if (r->at == r->end)
		return false;
	c = *r->at++;
	if (c == 'u')
		return read_code(r, out, n);
	found = c == '\0' ? NULL : strchr(escapes, c);
	if (found == NULL || (found - escapes) % 2 != 0)
		return false;
	out[0] = (unsigned char)found[1];
	*n = 1;
	return true;
}

/* Reads a string, and appends it to out unless that is NULL. */
static bool
read_string(struct reader *r, struct buf *out)
{
	unsigned char bytes[4];
	size_t n;

	if (!accept_character(r, '"'))
		return false;
	while (r->at < r->end && *r->at != '"') {
		n = 1;
		bytes[0] = (unsigned char)*r->at++;
		if (bytes[0] == '\\' && !read_escape(r, bytes, &n))
			return false;
		if (out != NULL && buf_append(out, bytes, n) == -1)
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

/* Reads up to the value of the member.  false: there is no such member. */
static bool
find_member(struct reader *r, const char *name)
{
	struct buf key = BUF_INIT(KEY_LIMIT);
	bool more = accept_character(r, '{'), found = false;

	while (more && !found) {
		buf_clear(&key);
		more = read_string(r, &key) && accept_character(r, ':');
		found = more && strcmp(buf_string(&key), name) == 0;
		if (more && !found)
			more = read_value(r, NULL) && accept_character(r, ',');
	}
	buf_free(&key);
	skip_blanks(r);
	return found;
}

/* Appends the value, or nothing. */
static int
take_value(struct reader *r, struct buf *value)
{
	size_t before = value->len;

	if (read_value(r, value))
		return 0;
	buf_truncate(value, before);
	return -1;
}

int
json_member(const char *text, size_t len, const char *name, struct buf *value)
{
	struct reader r = { text, text + len };

	return find_member(&r, name) ? take_value(&r, value) : -1;
}

int
json_string(const char *text, size_t len, const char *name, struct buf *value)
{
	struct reader r = { text, text + len };

	return find_member(&r, name) && r.at < r.end && *r.at == '"'
		   ? take_value(&r, value)
		   : -1;
}

/* Reads the members behind a "{", and the "}". */
static bool
read_members(struct reader *r)
{
	if (accept_character(r, '}'))
		return true;
	do {
		if (!read_string(r, NULL) || !accept_character(r, ':') ||
		    !read_value(r, NULL))
			return false;
	} while (accept_character(r, ','));
	return accept_character(r, '}');
}

bool
json_is_object(const char *text, size_t len)
{
	struct reader r = { text, text + len };
	bool whole = accept_character(&r, '{') && read_members(&r);

	skip_blanks(&r);
	return whole && r.at == r.end;
}
