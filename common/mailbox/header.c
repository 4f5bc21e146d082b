/* Reads the fields of a header section, unfolded. */
#include "header.h"

#include <string.h>

#include "text.h"

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The next line without its end.  NULL: the section is over. */
static const char *
next_line(const struct buf *section, size_t *at, size_t *len)
{
	const char *line = buf_line(section, at, len);

	if (line != NULL && *len > 0 && line[*len - 1] == '\r')
		(*len)--;
	return line == NULL || *len == 0 ? NULL : line;
}

/* Is it "Name:..."?  The obsolete syntax has blanks before the colon. */
static bool
is_field(const char *line, size_t len)
{
	size_t i = 0;

	while (i < len && line[i] > 0x20 && line[i] < 0x7f && line[i] != ':')
		i++;
	if (i == 0)
		return false;
	while (i < len && is_blank(line[i]))
		i++;
	return i < len && line[i] == ':';
}

/* Appends the part that there is room for. */
static void
append(struct buf *field, const char *text, size_t len)
{
	size_t room = field->limit - field->len;

	if (room > 0)
		(void)buf_append(field, text, len < room ? len : room);
}

bool
header_next(const struct buf *section, size_t *at, struct buf *field)
{
	const char *line;
	size_t len, next;

	buf_clear(field);
	do
		line = next_line(section, at, &len);
	while (line != NULL && !is_field(line, len));
	if (line == NULL) {
		*at = section->len;
		return false;
	}
	append(field, line, len);
	for (next = *at; *at < section->len && is_blank(section->data[*at]);
	     *at = next) {
		line = next_line(section, &next, &len);
		if (line != NULL)
			append(field, line, len);
	}
	if (*at > section->len) /* the last line has no end */
		*at = section->len;
	return true;
}

bool
header_find(
    const struct buf *section, const char *name, size_t *at, struct buf *value)
{
	size_t len = strlen(name), skip;

	while (header_next(section, at, value)) {
		const char *field = buf_string(value);

		skip = len;
		while (skip < value->len && is_blank(field[skip]))
			skip++;
		if (!text_starts(field, value->len, name) ||
		    skip >= value->len || field[skip] != ':')
			continue;
		skip++;
		while (skip < value->len && is_blank(field[skip]))
			skip++;
		buf_consume(value, skip);
		while (value->len > 0 && is_blank(value->data[value->len - 1]))
			buf_truncate(value, value->len - 1);
		return true;
	}
	return false;
}
