/* How a text can be read. */
#include "redact_read.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "redact_decode.h"

/* Fewer characters with others between them are none of a secret. */
#define SPREAD_LEAST 4
/* As many characters beside an encoded one may be of the same piece of a
 * secret, with others between them. */
#define AROUND ((size_t)64)

void
reading_init(struct reading *reading, size_t size)
{
	size_t places = (size + 1) * sizeof(uint32_t);

	/* One piece of memory; behind it there is room for a long word. */
	reading->from = memory_resize(NULL, 2 * places + size + READING_BEHIND);
	reading->to = reading->from + size + 1;
	reading->chars = (unsigned char *)(reading->to + size + 1);
	reading->len = 0;
}

void
reading_free(struct reading *reading)
{
	free(reading->from);
	reading->from = NULL;
}

static void
put(struct reading *out, unsigned char c, size_t from, size_t to)
{
	out->chars[out->len] = c;
	out->from[out->len] = (uint32_t)from;
	out->to[out->len++] = (uint32_t)to;
}

static void
put_break(struct reading *out)
{
	if (out->len > 0 && out->chars[out->len - 1] != READING_BREAK)
		put(out, READING_BREAK, out->to[out->len - 1],
		    out->to[out->len - 1]);
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "5.7.8 " in front of a text. */
static size_t
status_length(const char *s, size_t len)
{
	size_t dots = 0, i = 0;

	if (len == 0 || !is_digit(s[0]))
		return 0;
	while (i < len && (is_digit(s[i]) || s[i] == '.'))
		dots += s[i++] == '.';
	return dots == 2 && (i == len || s[i] == ' ') ? i : 0;
}

static size_t
blanks(const char *s, size_t len)
{
	size_t n = 0;

	while (n < len && s[n] == ' ')
		n++;
	return n;
}

/* Leaves out of a line what a server may have added to what it quotes. */
static void
narrow(const char *text, size_t *start, size_t *end)
{
	*start += blanks(text + *start, *end - *start);
	*start += status_length(text + *start, *end - *start);
	*start += blanks(text + *start, *end - *start);
	while (*end > *start && text[*end - 1] == ' ')
		(*end)--;
}

bool
reading_of_text(struct reading *out, const char *text, size_t len,
    bool is_reply, bool loose)
{
	size_t start, end, narrow_start, narrow_end;
	bool differs = false;

	for (size_t next = 0; next < len;) {
		const char *lf = memchr(text + next, '\n', len - next);

		end = lf == NULL ? len : (size_t)(lf - text);
		start = next;
		next = end + 1;
		if (is_reply) {
			start = end - start < 4 ? end : start + 4;
			narrow_start = start;
			narrow_end = end;
			narrow(text, &narrow_start, &narrow_end);
			differs = differs || narrow_start != start ||
				  narrow_end != end;
			start = loose ? narrow_start : start;
			end = loose ? narrow_end : end;
		}
		for (size_t i = start; i < end; i++)
			if (text[i] != '\r')
				put(out, (unsigned char)text[i], i, i + 1);
	}
	return differs;
}

/* A "=" at the end of a line: the character goes on in the next one. */
static bool
is_soft_break(const struct reading *in, size_t i)
{
	return in->chars[i] == '=' && i + 1 < in->len &&
	       in->from[i + 1] > in->to[i];
}

static void
put_range(
    struct reading *out, const struct reading *in, size_t first, size_t end)
{
	size_t n = end - first;

	memcpy(out->chars + out->len, in->chars + first, n);
	memcpy(out->from + out->len, in->from + first, n * sizeof(*in->from));
	memcpy(out->to + out->len, in->to + first, n * sizeof(*in->to));
	out->len += n;
}

/* What stands between two encoded characters, but no more than can belong to
 * either: all else reads as it does without decoding. */
static void
put_between(
    struct reading *out, const struct reading *in, size_t first, size_t end)
{
	if (end - first <= 2 * AROUND) {
		put_range(out, in, first, end);
		return;
	}
	put_range(out, in, first, first + AROUND);
	put_break(out);
	put_range(out, in, end - AROUND, end);
}

size_t
reading_decoded(struct reading *out, const struct reading *in, size_t encoding)
{
	size_t decoded = 0, done = 0, used, n;
	unsigned char bytes[4];

	out->len = 0;
	for (size_t i = 0; i<in->len; i += used> 0 ? used : 1) {
		i += decode_distance(in->chars + i, in->len - i, encoding);
		if (i == in->len)
			break;
		n = 0;
		used = decode_is_quoted(encoding) && is_soft_break(in, i);
		if (used == 0)
			used = decode_character(
			    in->chars + i, in->len - i, encoding, bytes, &n);
		if (used == 0)
			continue;
		decoded++;
		put_between(out, in, done, i);
		for (size_t j = 0; j < n; j++)
			put(out, bytes[j], in->from[i], in->to[i + used - 1]);
		done = i + used;
	}
	if (decoded > 0)
		put_between(out, in, done, in->len);
	return decoded;
}

/* A run of digits, which begins with a byte; zero bytes are left out. */
static void
put_digits(
    struct reading *out, const struct reading *in, size_t first, size_t end)
{
	const unsigned char *s = in->chars;

	for (size_t i = first; i < end; i++) {
		if ((i - first) % 2 == 0 && i + 1 < end && s[i] == '0' &&
		    s[i + 1] == '0') {
			i++;
			continue;
		}
		put(out, s[i] >= 'A' && s[i] <= 'F' ? s[i] | 0x20 : s[i],
		    in->from[i], in->to[i]);
	}
}

/* Hexadecimal digits; "0x41", "\u0041", "U+0041", "41h" and what is no letter;
 * all else. */
enum kind {
	KIND_DIGIT = 'd',
	KIND_BETWEEN = ' ',
	KIND_OTHER = '-',
};

static int
kind(unsigned char c)
{
	static const char kinds[] = "                                "
				    "                dddddddddd      "
				    " dddddd- ------------ -- --     "
				    " dddddd- ------------ -- --     ";

	return c < 0x80 ? kinds[c] : KIND_OTHER;
}

void
reading_hex(struct reading *out, const struct reading *in)
{
	const unsigned char *s = in->chars;
	size_t end;

	out->len = 0;
	for (size_t i = 0; i < in->len; i = end) {
		end = i;
		while (end < in->len && kind(s[end]) == KIND_DIGIT)
			end++;
		if (end == i) {
			if (kind(s[end++]) == KIND_OTHER)
				put_break(out);
			continue;
		}
		/* The zero of "0x" is no digit. */
		if (end < in->len && (s[end] | 0x20) == 'x' &&
		    s[end - 1] == '0')
			put_digits(out, in, i, end - 1);
		else
			put_digits(out, in, i, end);
	}
}

/* May one of eight places here be the first separator of three that are the
 * same?  Looks at all at once. */
static bool
may_be_spread(const unsigned char *s, size_t distance)
{
	uint64_t here, next, last, different;

	memcpy(&here, s, sizeof(here));
	memcpy(&next, s + distance, sizeof(next));
	memcpy(&last, s + 2 * distance, sizeof(last));
	different = (here ^ next) | (next ^ last);
	/* A byte that is zero borrows from its highest bit. */
	return ((different - UINT64_C(0x0101010101010101)) & ~different &
		   UINT64_C(0x8080808080808080)) != 0;
}

/* Is what stands behind this character what stands behind the next one? */
static bool
is_parted_alike(const unsigned char *s, size_t i, size_t distance)
{
	return s[i + 1] == s[i + distance + 1] &&
	       memcmp(s + i + 1, s + i + distance + 1, distance - 1) == 0;
}

/* Characters that begin here, where none came before. */
static void
put_spread(
    struct reading *out, const struct reading *in, size_t i, size_t distance)
{
	const unsigned char *s = in->chars;
	size_t last = i + distance;

	if (i >= distance && is_parted_alike(s, i - distance, distance))
		return;
	while (last + distance < in->len &&
	       is_parted_alike(s, last - distance, distance))
		last += distance;
	if (last - i < (SPREAD_LEAST - 1) * distance)
		return;
	for (size_t j = i; j <= last; j += distance)
		put_range(out, in, j, j + 1);
	put_break(out);
}

void
reading_spread(struct reading *out, const struct reading *in, size_t distance)
{
	const unsigned char *s = in->chars;

	out->len = 0;
	for (size_t i = 0; i + distance < in->len; i++) {
		if (i % 8 == 0 && !may_be_spread(s + i + 1, distance)) {
			i += 7;
			continue;
		}
		if (s[i + 1] == s[i + distance + 1])
			put_spread(out, in, i, distance);
	}
}
