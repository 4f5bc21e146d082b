/* The canonical form of names and passwords: RFC 4013, RFC 5801 4. */

#include "saslprep.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "library.h"
#include "memory.h"
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

/* U+200B is in B.1 and in C.1.2 of RFC 3454, and libraries disagree about it;
 * so it is refused. */
static const char zero_width_blank[] = "\xe2\x80\x8b";

/* RFC 3454 B.1: these characters are left out. */
static bool
is_nothing(uint32_t c)
{
	return c == 0xad || c == 0x034f || c == 0x1806 ||
	       (c >= 0x180b && c <= 0x180d) || c == 0x200c || c == 0x200d ||
	       c == 0x2060 || (c >= 0xfe00 && c <= 0xfe0f) || c == 0xfeff;
}

static int
refuse_character(
    const char *what, uint32_t c, const char *without, struct error *error)
{
	return error_set(error, ERROR_USAGE,
	    "the %s has a character (U+%04X) that cannot be prepared for this "
	    "mechanism (RFC 4013)%s; choose another with -A",
	    what, (unsigned int)c, without);
}

/* --- By libidn, which knows all characters ----------------------------------
 */

struct libidn {
	int (*profile)(
	    const char *text, char **prepared, const char *name, int flags);
};

/* RFC 5802 2.2: characters that are not assigned in Unicode 3.2 are refused. */
#define NO_UNASSIGNED 4

static int
open_libidn(struct libidn *libidn)
{
	static const char *const files[] = { "libidn.so.12", "libidn.so.11",
		NULL };
	static const char *const names[] = { "stringprep_profile", NULL };
	static const struct library library = { files, names, "RFC 4013",
		"Debian: libidn12" };
	struct error ignored = { 0 };

	return library_open(&library, libidn, &ignored);
}

/* stringprep(3) numbers the rules of RFC 3454 so. */
static const char *
broken_rule(int status)
{
	static const char *const rules[] = { NULL,
		"a character that Unicode 3.2 does not have",
		"a character that is prohibited", "letters of both directions",
		"letters of both directions", "letters of both directions" };

	return status > 0 && status < 6 ? rules[status]
					: "what libidn does not take";
}

/* Appends the whole text as libidn prepares it; c is the character for which
 * that is done. */
static int
prepare_by_library(struct buf *out, const char *text, size_t len,
    const char *what, uint32_t c, struct error *error)
{
	struct buf copy = BUF_SECRET(len);
	struct libidn libidn;
	char *prepared = NULL;
	int status, rc = 0;

	if (open_libidn(&libidn) == -1)
		return refuse_character(
		    what, c, " without libidn (Debian: libidn12)", error);
	(void)buf_append(&copy, text, len);
	status = libidn.profile(
	    buf_string(&copy), &prepared, "SASLprep", NO_UNASSIGNED);
	if (status != 0)
		rc = error_set(error, ERROR_USAGE,
		    "the %s has %s (RFC 4013); choose another mechanism with "
		    "-A",
		    what, broken_rule(status));
	else if (buf_puts(out, prepared) == -1)
		rc = error_set(error, ERROR_USAGE, "the %s is too long", what);
	if (prepared != NULL) {
		memory_wipe(prepared, strlen(prepared));
		free(prepared);
	}
	buf_free(&copy);
	return rc;
}

/* --- By ourselves, as far as no table is needed -----------------------------
 */

/* Returns where it stops: at the end, or at a character that is not in the
 * table.  *n is the length of that; 0: it is not UTF-8. */
static size_t
prepare_stable(
    struct buf *out, const char *text, size_t len, uint32_t *c, size_t *n)
{
	size_t i;

	for (i = 0; i < len; i += *n) {
		*n = text_character(text + i, len - i, c);
		if (*n == 0)
			break;
		if (is_nothing(*c))
			continue;
		if (saslprep_is_blank(*c))
			(void)buf_putc(out, ' ');
		else if (is_stable(*c))
			(void)buf_append(out, text + i, *n);
		else
			break;
	}
	return i;
}

static bool
is_utf8(const char *text, size_t len)
{
	uint32_t c;
	size_t n;

	for (size_t i = 0; i < len; i += n) {
		n = text_character(text + i, len - i, &c);
		if (n == 0)
			return false;
	}
	return true;
}

int
saslprep(struct buf *out, const char *text, size_t len, const char *what,
    struct error *error)
{
	struct buf prepared = BUF_SECRET(len);
	size_t n = 0, before = out->len;
	uint32_t c = 0;
	int rc = 0;

	if (!is_utf8(text, len))
		return error_set(
		    error, ERROR_USAGE, "the %s is not UTF-8", what);
	if (memmem(text, len, zero_width_blank, sizeof(zero_width_blank) - 1) !=
	    NULL)
		return refuse_character(what, 0x200b, "", error);
	if (prepare_stable(&prepared, text, len, &c, &n) < len)
		rc = prepare_by_library(out, text, len, what, c, error);
	else if (buf_append(out, prepared.data, prepared.len) == -1)
		rc = error_set(error, ERROR_USAGE, "the %s is too long", what);
	buf_free(&prepared);
	if (rc == -1 || out->len > before)
		return rc;
	return error_set(error, ERROR_USAGE,
	    "nothing of the %s is left after its preparation (RFC 4013); "
	    "choose another mechanism with -A",
	    what);
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
