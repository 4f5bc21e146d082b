/* Encodings of single characters, each behind a mark. */
#include "redact_decode.h"

#include <stdint.h>
#include <string.h>

#include "text.h"

/* A character: its number, and whether that is a byte or of Unicode. */
struct decoded {
	uint32_t number;
	bool is_byte;
};

int
decode_digit(unsigned char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Up to so many digits to this base: how many there are. */
static size_t
number(const unsigned char *s, size_t len, size_t most, int base, uint32_t *out)
{
	size_t n = 0;
	int digit;

	*out = 0;
	while (n < len && n < most) {
		digit = decode_digit(s[n]);
		if (digit < 0 || digit >= base)
			break;
		*out = *out * (uint32_t)base + (uint32_t)digit;
		n++;
	}
	return n;
}

/* Exactly so many hexadecimal digits behind the first so many bytes. */
static size_t
fixed(const unsigned char *s, size_t len, size_t before, size_t digits,
    struct decoded *out)
{
	if (len < before + digits ||
	    number(s + before, digits, digits, 16, &out->number) != digits)
		return 0;
	out->is_byte = digits == 2;
	return before + digits;
}

/* Half of a character above U+FFFF may be followed by the other half. */
static size_t
unicode(const unsigned char *s, size_t len, struct decoded *out)
{
	struct decoded low = { 0 };
	size_t n = fixed(s, len, 2, 4, out);

	if (n == 0 || out->number < 0xd800 || out->number > 0xdbff ||
	    len < 2 * n || memcmp(s + n, s, 2) != 0 ||
	    fixed(s + n, len - n, 2, 4, &low) == 0 || low.number < 0xdc00 ||
	    low.number > 0xdfff)
		return n;
	out->number =
	    0x10000 + ((out->number - 0xd800) << 10) + (low.number - 0xdc00);
	return 2 * n;
}

/* %41, %u0041 */
static size_t
percent(const unsigned char *s, size_t len, struct decoded *out)
{
	if (len > 1 && (s[1] | 0x20) == 'u')
		return unicode(s, len, out);
	return fixed(s, len, 1, 2, out);
}

/* =41 */
static size_t
quoted(const unsigned char *s, size_t len, struct decoded *out)
{
	return fixed(s, len, 1, 2, out);
}

/* \x{41}, \u{41} */
static size_t
braces(const unsigned char *s, size_t len, struct decoded *out)
{
	size_t n = number(s + 3, len - 3, 6, 16, &out->number);

	return n > 0 && len > 3 + n && s[3 + n] == '}' ? n + 4 : 0;
}

/* \x41, \u0041, \U00000041, \101, and \/ for what is no letter */
static size_t
backslash(const unsigned char *s, size_t len, struct decoded *out)
{
	size_t n;

	if (len < 2)
		return 0;
	if (len > 3 && s[2] == '{' && (s[1] == 'x' || s[1] == 'u'))
		return braces(s, len, out);
	if (s[1] == 'x' || s[1] == 'X')
		return fixed(s, len, 2, 2, out);
	if (s[1] == 'U' && (n = fixed(s, len, 2, 8, out)) > 0)
		return n;
	if (s[1] == 'u' || s[1] == 'U')
		return unicode(s, len, out);
	out->is_byte = true;
	n = number(s + 1, len - 1, 3, 8, &out->number);
	if (n > 0)
		return out->number < 256 ? n + 1 : 0;
	out->number = s[1];
	return s[1] > ' ' && s[1] < 0x7f && (s[1] < '0' || s[1] > '9') &&
		       ((s[1] | 0x20) < 'a' || (s[1] | 0x20) > 'z')
		   ? 2
		   : 0;
}

/* HTML has names for what a password has besides letters and digits. */
static const struct {
	char name[8], character;
} entities[] = {
	{ "amp", '&' },
	{ "apos", '\'' },
	{ "ast", '*' },
	{ "bsol", '\\' },
	{ "colon", ':' },
	{ "commat", '@' }, /* the longer one first */
	{ "comma", ',' },
	{ "dollar", '$' },
	{ "equals", '=' },
	{ "excl", '!' },
	{ "grave", '`' },
	{ "gt", '>' },
	{ "Hat", '^' },
	{ "lbrace", '{' },
	{ "lbrack", '[' },
	{ "lcub", '{' },
	{ "lowbar", '_' },
	{ "lpar", '(' },
	{ "lsqb", '[' },
	{ "lt", '<' },
	{ "midast", '*' },
	{ "nbsp", ' ' },
	{ "num", '#' },
	{ "percnt", '%' },
	{ "period", '.' },
	{ "plus", '+' },
	{ "quest", '?' },
	{ "quot", '"' },
	{ "rbrace", '}' },
	{ "rbrack", ']' },
	{ "rcub", '}' },
	{ "rpar", ')' },
	{ "rsqb", ']' },
	{ "semi", ';' },
	{ "sol", '/' },
	{ "verbar", '|' },
	{ "vert", '|' },
};

/* &amp; */
static size_t
named(const unsigned char *s, size_t len, struct decoded *out)
{
	for (size_t i = 0; i < sizeof(entities) / sizeof(entities[0]); i++) {
		const char *name = entities[i].name;

		if (len < 2 || (s[1] | 0x20) != (name[0] | 0x20) ||
		    !text_starts((const char *)s + 1, len - 1, name))
			continue;
		out->number = (unsigned char)entities[i].character;
		return 1 + strlen(name);
	}
	return 0;
}

/* &#65; &#x41; &amp;, and as browsers read them, without the semicolon */
static size_t
entity(const unsigned char *s, size_t len, struct decoded *out)
{
	size_t n, before = 2;

	if (len < 3 || s[1] != '#')
		n = named(s, len, out);
	else {
		before += (s[2] | 0x20) == 'x';
		n = number(s + before, len - before, 7, before == 3 ? 16 : 10,
		    &out->number);
		n += n > 0 ? before : 0;
	}
	return n > 0 && n < len && s[n] == ';' ? n + 1 : n;
}

static const struct encoding {
	char mark;
	size_t (*decode)(const unsigned char *, size_t, struct decoded *);
} encodings[DECODE_ENCODINGS] = {
	{ '%', percent },
	{ '=', quoted },
	{ '\\', backslash },
	{ '&', entity },
};

size_t
decode_character(const unsigned char *s, size_t len, size_t encoding,
    unsigned char bytes[4], size_t *n)
{
	struct decoded out = { 0 };
	size_t used;

	for (size_t i = 0; i < DECODE_ENCODINGS; i++) {
		if (s[0] != (unsigned char)encodings[i].mark ||
		    (encoding != i && encoding != DECODE_ALL))
			continue;
		used = encodings[i].decode(s, len, &out);
		if (used == 0 || out.number > 0x10ffff)
			return 0;
		bytes[0] = (unsigned char)out.number;
		*n = out.is_byte ? 1 : text_from_character(out.number, bytes);
		return used;
	}
	return 0;
}

bool
decode_is_quoted(size_t encoding)
{
	return encoding == DECODE_ALL || encodings[encoding].mark == '=';
}

size_t
decode_distance(const unsigned char *s, size_t len, size_t encoding)
{
	const unsigned char *at;
	size_t n = 0;

	if (encoding != DECODE_ALL) {
		at = memchr(s, encodings[encoding].mark, len);
		return at == NULL ? len : (size_t)(at - s);
	}
	while (n < len && s[n] != '%' && s[n] != '=' && s[n] != '\\' &&
	       s[n] != '&')
		n++;
	return n;
}
