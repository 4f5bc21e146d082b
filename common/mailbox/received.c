/* Reads the way of a message from its Received fields. */
#include "received.h"

#include <string.h>

#include "date.h"
#include "header.h"
#include "text.h"

/* What is left of a field. */
struct input {
	const char *at, *end;
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Moves behind a comment or a quoted string that begins here. */
static void
skip_group(struct input *in)
{
	bool quoted = *in->at == '"';
	int depth = 1;

	for (in->at++; in->at < in->end && depth > 0; in->at++) {
		if (*in->at == '\\' && in->at + 1 < in->end)
			in->at++;
		else if (*in->at == (quoted ? '"' : ')'))
			depth--;
		else if (!quoted && *in->at == '(')
			depth++;
	}
}

/* The next word outside comments; a semicolon is one of its own.  NULL: there
 * are no more. */
static const char *
next_word(struct input *in, size_t *len)
{
	const char *from;

	while (in->at < in->end && (is_blank(*in->at) || *in->at == '('))
		if (*in->at == '(')
			skip_group(in);
		else
			in->at++;
	from = in->at;
	if (from == in->end)
		return NULL;
	if (*from == ';')
		in->at++;
	while (*from != ';' && in->at < in->end && !is_blank(*in->at) &&
	       *in->at != '(' && *in->at != ';')
		if (*in->at == '"')
			skip_group(in);
		else
			in->at++;
	*len = (size_t)(in->at - from);
	return from;
}

static bool
is_word(const char *word, size_t len, const char *wanted)
{
	return len == strlen(wanted) && text_starts(word, len, wanted);
}

/* Where the name of a host goes that this word stands before. */
static char *
place_for(struct hop *hop, const char *word, size_t len)
{
	if (is_word(word, len, "from") && hop->from[0] == '\0')
		return hop->from;
	if (is_word(word, len, "by") && hop->by[0] == '\0')
		return hop->by;
	return NULL;
}

static void
read_hop(struct hop *hop, const struct buf *field)
{
	struct input in = { buf_string(field), buf_string(field) + field->len };
	char *place = NULL;
	const char *word;
	size_t len;

	*hop = (struct hop){ .dated = false };
	for (word = next_word(&in, &len); word != NULL;
	     word = next_word(&in, &len)) {
		char *next = place_for(hop, word, len);

		if (*word == ';') /* the date is behind the last one */
			hop->dated = date_parse(in.at, (size_t)(in.end - in.at),
					 &hop->at) == 0;
		else if (next == NULL && place != NULL)
			(void)text_printable(
			    place, RECEIVED_NAME_SIZE, word, len);
		place = next;
	}
}

static void
measure(struct hop *hops, size_t count)
{
	const struct hop *before = NULL;

	for (size_t i = 0; i < count; i++) {
		if (!hops[i].dated)
			continue;
		if (before != NULL)
			hops[i].seconds = hops[i].at - before->at;
		before = &hops[i];
	}
}

size_t
received_hops(const struct buf *section, struct hop hops[RECEIVED_HOPS])
{
	struct buf field = BUF_INIT(HEADER_FIELD_LIMIT);
	size_t at = 0, count = 0;

	while (count < RECEIVED_HOPS &&
	       header_find(section, "Received", &at, &field))
		read_hop(&hops[count++], &field);
	for (size_t i = 0; i < count / 2; i++) {
		struct hop swapped = hops[i];

		hops[i] = hops[count - 1 - i];
		hops[count - 1 - i] = swapped;
	}
	measure(hops, count);
	buf_free(&field);
	return count;
}
