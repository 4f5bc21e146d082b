/* Makes foreign text printable, and compares ASCII without a locale. */
#include "text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Characters that a terminal or a browser may obey instead of showing them
 * (Unicode 15, categories Cc, Cf, Co, Cs, Zl, Zp and the noncharacters). */
static const struct range {
	uint32_t first, last;
} hidden[] = {
	{ 0x0000, 0x001f },
	{ 0x007f, 0x009f },
	{ 0x00ad, 0x00ad },
	{ 0x0600, 0x0605 },
	{ 0x061c, 0x061c },
	{ 0x06dd, 0x06dd },
	{ 0x070f, 0x070f },
	{ 0x0890, 0x0891 },
	{ 0x08e2, 0x08e2 },
	{ 0x180e, 0x180e },
	{ 0x200b, 0x200f },
	{ 0x2028, 0x202e },
	{ 0x2060, 0x206f },
	{ 0xd800, 0xf8ff },
	{ 0xfdd0, 0xfdef },
	{ 0xfeff, 0xfeff },
	{ 0xfff0, 0xfffb },
	{ 0x110bd, 0x110bd },
	{ 0x110cd, 0x110cd },
	{ 0x13430, 0x1343f },
	{ 0x1bca0, 0x1bca3 },
	{ 0x1d173, 0x1d17a },
	{ 0xe0000, 0x10ffff },
};

bool
text_is_visible(uint32_t c)
{
	if (c < 0x7f)
		return c >= 0x20;
	if ((c & 0xfffe) == 0xfffe)
		return false;
	for (size_t i = 0; i < sizeof(hidden) / sizeof(hidden[0]); i++)
		if (c >= hidden[i].first && c <= hidden[i].last)
			return false;
	return true;
}

size_t
text_character(const void *bytes, size_t len, uint32_t *c)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *s = bytes;
	size_t n;

	if (s[0] < 0x80) {
		*c = s[0];
		return 1;
	}
	if (s[0] < 0xc2 || s[0] > 0xf4)
		return 0;
	n = s[0] < 0xe0 ? 2 : 3;
	n += s[0] >= 0xf0;
	if (n > len)
		return 0;
	*c = s[0] & (0x7fu >> n);
	for (size_t i = 1; i < n; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		*c = *c << 6 | (s[i] & 0x3fu);
	}
	if (*c < least[n] || *c > 0x10ffff || (*c >= 0xd800 && *c < 0xe000))
		return 0;
	return n;
}

size_t
text_from_character(uint32_t c, unsigned char out[4])
{
	size_t n = c < 0x800 ? 2 : 3;

	if (c < 0x80) {
		out[0] = (unsigned char)c;
		return 1;
	}
	n += c > 0xffff;
	for (size_t i = n - 1; i > 0; i--) {
		out[i] = (unsigned char)(0x80 | (c & 0x3f));
		c >>= 6;
	}
	out[0] = (unsigned char)((0xf00 >> n & 0xff) | c);
	return n;
}

/* Prints the first character into out, without a NUL.  Returns the length of
 * that; *used is how many bytes the character has. */
static size_t
print_character(char out[4], const unsigned char *s, size_t len, size_t *used)
{
	static const char hex[] = "0123456789abcdef";
	uint32_t c = 0;

	*used = text_character(s, len, &c);
	if (*used == 0 || !text_is_visible(c)) {
		*used = 1;
		out[0] = '\\';
		out[1] = 'x';
		out[2] = hex[s[0] >> 4];
		out[3] = hex[s[0] & 15];
		return 4;
	}
	memcpy(out, s, *used);
	if (c == '<')
		out[0] = '(';
	else if (c == '>')
		out[0] = ')';
	else if (c == '|')
		out[0] = '/';
	return *used;
}

/* How many bytes, from the first on, are ASCII that is printed unchanged. */
static size_t
count_plain(const unsigned char *s, size_t len)
{
	size_t n = 0;

	while (n < len && s[n] >= 0x20 && s[n] < 0x7f && s[n] != '<' &&
	       s[n] != '>' && s[n] != '|')
		n++;
	return n;
}

size_t
text_printable(char *to, size_t size, const void *bytes, size_t len)
{
	const unsigned char *s = bytes;
	size_t used, n, whole = 0, written = 0;
	char one[4];

	for (size_t i = 0; i < len; i += used) {
		const void *from = s + i;

		used = n = count_plain(s + i, len - i);
		if (n == 0) {
			n = print_character(one, s + i, len - i, &used);
			from = one;
		} else if (written == whole && written + n >= size &&
			   written + 1 < size)
			used = n = size - written - 1;
		/* After the first character that does not fit nothing is
		 * written, even if it would fit. */
		if (written == whole && written + n < size) {
			memcpy(to + written, from, n);
			written += n;
		}
		whole += n;
	}
	if (size > 0)
		to[written] = '\0';
	return whole;
}

size_t
text_fits(const void *bytes, size_t len, size_t max)
{
	const unsigned char *s = bytes;
	size_t used, n, i = 0;
	char one[4];

	while (i < len && max > 0) {
		n = count_plain(s + i, len - i);
		if (n > 0) {
			n = n > max ? max : n;
			i += n;
			max -= n;
			continue;
		}
		(void)print_character(one, s + i, len - i, &used);
		/* An escape is four characters wide, any other one. */
		n = one[0] == '\\' ? 4 : 1;
		if (n > max)
			break;
		max -= n;
		i += used;
	}
	return i;
}

bool
text_same(const char *a, const char *b)
{
	return strlen(a) == strlen(b) && text_starts(a, strlen(a), b);
}

static int
lower_case(char c)
{
	return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

bool
text_starts(const char *s, size_t len, const char *word)
{
	size_t i;

	for (i = 0; word[i] != '\0'; i++)
		if (i >= len || lower_case(s[i]) != lower_case(word[i]))
			return false;
	return true;
}

int
text_number(const char *s, double *value)
{
	size_t digits, sign = 0;

	if (s[0] == '\0' || strlen(s) > 18)
		return -1;
	if (s[0] == '+')
		s++;
	else if (s[0] == '-')
		sign = 1;
	digits = strspn(s + sign, "0123456789.");
	if (digits == 0 || s[digits + sign] != '\0' ||
	    strpbrk(s, "0123456789") == NULL ||
	    strchr(s, '.') != strrchr(s, '.'))
		return -1;
	*value = strtod(s, NULL);
	return 0;
}

bool
text_has_control(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7f)
			return true;
	return false;
}

bool
text_is_ascii(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s > 0x7f)
			return false;
	return true;
}

char *
text_next(char **list, char separator)
{
	char *word = *list, *end;

	if (word == NULL)
		return NULL;
	end = strchr(word, separator);
	*list = end == NULL ? NULL : end + 1;
	if (end != NULL)
		*end = '\0';
	return word;
}
