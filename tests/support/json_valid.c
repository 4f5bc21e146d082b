#include "json_valid.h"

#include <stdbool.h>
#include <string.h>

enum {
	DEPTH_MAX = 16,
};

struct cursor {
	const char *at, *end;
	int depth;
};

static bool value(struct cursor *);

static bool
next_is(const struct cursor *c, const char *set)
{
	return c->at < c->end && *c->at != '\0' && strchr(set, *c->at) != NULL;
}

/* How many characters of the set stand here; passes them. */
static size_t
run(struct cursor *c, const char *set)
{
	const char *from = c->at;

	while (next_is(c, set))
		c->at++;
	return (size_t)(c->at - from);
}

static bool
take(struct cursor *c, const char *set)
{
	if (!next_is(c, set))
		return false;
	c->at++;
	return true;
}

static void
blanks(struct cursor *c)
{
	(void)run(c, " \t\r\n");
}

/* RFC 3629 4, for what is above ASCII. */
static bool
utf8(struct cursor *c)
{
	unsigned char first = (unsigned char)*c->at++;
	unsigned char least = 0x80, most = 0xbf;
	int more = first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;

	if (first < 0xc2 || first > 0xf4)
		return false;
	if (first == 0xe0)
		least = 0xa0;
	if (first == 0xed)
		most = 0x9f;
	if (first == 0xf0)
		least = 0x90;
	if (first == 0xf4)
		most = 0x8f;
	for (int i = 0; i < more; i++) {
		unsigned char byte = c->at < c->end ? (unsigned char)*c->at : 0;

		if (byte < least || byte > most)
			return false;
		least = 0x80;
		most = 0xbf;
		c->at++;
	}
	return true;
}

static bool
escape(struct cursor *c)
{
	if (take(c, "\"\\/bfnrt"))
		return true;
	if (!take(c, "u"))
		return false;
	for (int i = 0; i < 4; i++)
		if (!take(c, "0123456789abcdefABCDEF"))
			return false;
	return true;
}

static bool
string(struct cursor *c)
{
	if (!take(c, "\""))
		return false;
	while (c->at < c->end && *c->at != '"') {
		unsigned char byte = (unsigned char)*c->at;

		if (byte < 0x20)
			return false;
		if (byte >= 0x80) {
			if (!utf8(c))
				return false;
			continue;
		}
		c->at++;
		if (byte == '\\' && !escape(c))
			return false;
	}
	return take(c, "\"");
}

static bool
number(struct cursor *c)
{
	static const char digits[] = "0123456789";
	bool zero;

	(void)take(c, "-");
	zero = next_is(c, "0");
	if (zero ? !take(c, "0") : run(c, digits) == 0)
		return false;
	if (take(c, ".") && run(c, digits) == 0)
		return false;
	if (!take(c, "eE"))
		return true;
	(void)take(c, "+-");
	return run(c, digits) > 0;
}

static bool
word(struct cursor *c, const char *text)
{
	size_t len = strlen(text);

	if ((size_t)(c->end - c->at) < len || memcmp(c->at, text, len) != 0)
		return false;
	c->at += len;
	return true;
}

/* What stands between brackets; an object's values have names. */
static bool
members(struct cursor *c, bool named, const char *close)
{
	blanks(c);
	if (take(c, close))
		return true;
	do {
		blanks(c);
		if (named && !string(c))
			return false;
		blanks(c);
		if (named && !take(c, ":"))
			return false;
		if (!value(c))
			return false;
		blanks(c);
	} while (take(c, ","));
	return take(c, close);
}

static bool
value(struct cursor *c)
{
	bool good;

	blanks(c);
	if (next_is(c, "\""))
		return string(c);
	if (next_is(c, "-0123456789"))
		return number(c);
	if (!next_is(c, "{["))
		return word(c, "true") || word(c, "false") || word(c, "null");
	if (++c->depth > DEPTH_MAX)
		return false;
	good = take(c, "{") ? members(c, true, "}")
			    : take(c, "[") && members(c, false, "]");
	c->depth--;
	return good;
}

const char *
json_valid(const char *text, size_t len)
{
	struct cursor cursor = { text, text + len, 0 };

	if (!value(&cursor))
		return cursor.at;
	blanks(&cursor);
	return cursor.at == cursor.end ? NULL : cursor.at;
}
