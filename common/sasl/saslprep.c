/* The canonical form of names and passwords: RFC 4013, RFC 5801 4. */

#include "saslprep.h"

#include <stdbool.h>
#include <stdint.h>

#include "text.h"

/* Characters that normalisation form KC (RFC 4013 2.2) never changes, whatever
 * stands beside them: no compatibility forms, and nothing that composes. */
static const struct range {
	uint32_t first, last;
} stable[] = {
	{ 0x0020, 0x007e },
	{ 0x00a1, 0x00a7 },
	{ 0x00a9, 0x00a9 },
	{ 0x00ab, 0x00ac },
	{ 0x00ae, 0x00ae },
	{ 0x00b0, 0x00b1 },
	{ 0x00b6, 0x00b7 },
	{ 0x00bb, 0x00bb },
	{ 0x00bf, 0x0131 },
	{ 0x0134, 0x013e },
	{ 0x0141, 0x0148 },
	{ 0x014a, 0x017e },
	{ 0x0180, 0x01c3 },
	{ 0x01cd, 0x01f0 },
	{ 0x01f4, 0x01f5 },
	{ 0x01f8, 0x0217 },
	{ 0x0386, 0x0386 },
	{ 0x0388, 0x038a },
	{ 0x038c, 0x038c },
	{ 0x038e, 0x03a1 },
	{ 0x03a3, 0x03ce },
	{ 0x0400, 0x0481 },
	{ 0x048c, 0x04c4 },
	{ 0x0531, 0x0556 },
	{ 0x0561, 0x0586 },
	{ 0x10d0, 0x10f8 },
	{ 0x2010, 0x2010 },
	{ 0x2013, 0x2014 },
	{ 0x2018, 0x201f },
	{ 0x20ac, 0x20ac },
	{ 0x3041, 0x3094 },
	{ 0x30a1, 0x30fa },
	{ 0x4e00, 0x9fa5 },
};

static bool
is_stable(uint32_t c)
{
	for (size_t i = 0; i < sizeof(stable) / sizeof(stable[0]); i++)
		if (c >= stable[i].first && c <= stable[i].last)
			return true;
	return false;
}

/* RFC 3454 C.1.2: these blanks become U+0020. */
static bool
saslprep_is_blank(uint32_t c)
{
	return c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) ||
	       c == 0x202f || c == 0x205f || c == 0x3000;
}

/* RFC 3454 B.1: these characters are left out.  U+200B is in B.1 and in C.1.2,
 * and libraries disagree about it; so it is refused. */
static bool
is_nothing(uint32_t c)
{
	return c == 0xad || c == 0x034f || c == 0x1806 ||
	       (c >= 0x180b && c <= 0x180d) || c == 0x200c || c == 0x200d ||
	       c == 0x2060 || (c >= 0xfe00 && c <= 0xfe0f) || c == 0xfeff;
}

int
saslprep(struct buf *out, const char *text, size_t len, const char *what,
    struct error *error)
{
	size_t n, before = out->len;
	uint32_t c;
	int rc = 0;

	for (size_t i = 0; i < len && rc == 0; i += n) {
		n = text_character(text + i, len - i, &c);
		if (n == 0)
			return error_set(
			    error, ERROR_USAGE, "the %s is not UTF-8", what);
		if (is_nothing(c))
			continue;
		if (saslprep_is_blank(c))
			rc = buf_putc(out, ' ');
		else if (is_stable(c))
			rc = buf_append(out, text + i, n);
		else
			return error_set(error, ERROR_USAGE,
			    "the %s has a character (U+%04X) that cannot be "
			    "prepared for this mechanism (RFC 4013); choose "
			    "another with -A",
			    what, (unsigned int)c);
	}
	if (rc == -1)
		return error_set(
		    error, ERROR_USAGE, "the %s is too long", what);
	if (out->len == before)
		return error_set(error, ERROR_USAGE,
		    "nothing of the %s is left after its preparation "
		    "(RFC 4013); choose another mechanism with -A",
		    what);
	return 0;
}

int
saslname(struct buf *out, const char *name)
{
	int rc = 0;

	for (; rc == 0 && *name != '\0'; name++) {
		if (*name == '=')
			rc = buf_puts(out, "=3D");
		else if (*name == ',')
			rc = buf_puts(out, "=2C");
		else
			rc = buf_putc(out, *name);
	}
	return rc;
}
