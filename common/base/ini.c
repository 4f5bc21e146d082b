/* Reads the options of one section of an ini file. */
#include "ini.h"

#include <string.h>

void
ini_init(struct ini *ini, const char *bytes, size_t len, const char *section)
{
	static const char mark[] = "\xEF\xBB\xBF";
	const size_t mark_len = sizeof(mark) - 1;
	bool marked = len >= mark_len && memcmp(bytes, mark, mark_len) == 0;

	*ini = (struct ini){
		.at = marked ? bytes + mark_len : bytes,
		.end = bytes + len,
		.section = section,
		.line = 1,
	};
}

/* What isspace(3) accepts in the C locale. */
static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static void
trim_blanks(const char **from, const char **end)
{
	while (*from < *end && is_blank(**from))
		*from += 1;
	while (*end > *from && is_blank((*end)[-1]))
		*end -= 1;
}

static int
ini_fail(const struct ini *ini, const char *what, struct error *error)
{
	return error_set(error, ERROR_USAGE, "line %u: %s", ini->line, what);
}

/* The name ends at the first "]".  What follows on the line is read as if it
 * were a line of its own. */
static void
enter_section(struct ini *ini, const char *line_end)
{
	const char *from = ini->at + 1;
	const char *end = memchr(from, ']', (size_t)(line_end - from));
	size_t len = strlen(ini->section);

	ini->headed = true;
	ini->matches = end != NULL;
	ini->at = end == NULL ? line_end : end + 1;
	if (end == NULL)
		return;
	trim_blanks(&from, &end);
	ini->matches =
	    (size_t)(end - from) == len && memcmp(from, ini->section, len) == 0;
}

static int
read_option(const struct ini *ini, const char *line_end,
    struct ini_option *option, struct error *error)
{
	const char *from = ini->at, *end = line_end;
	const char *equals = memchr(from, '=', (size_t)(line_end - from));

	if (memchr(from, '\0', (size_t)(line_end - from)) != NULL)
		return ini_fail(ini, "it has a NUL in it", error);
	if (equals == NULL)
		return ini_fail(ini,
		    "a \"=\" is missing (what needs no value is written "
		    "\"name =\")",
		    error);
	option->line = ini->line;
	option->name = from;
	option->value = equals + 1;
	trim_blanks(&option->value, &end);
	option->value_len = (size_t)(end - option->value);
	end = equals;
	trim_blanks(&option->name, &end);
	option->name_len = (size_t)(end - option->name);
	if (option->name_len == 0)
		return ini_fail(
		    ini, "a name is missing before the \"=\"", error);
	return 1;
}

/* Reads from ini->at, which is not a blank, to the end of the line.  1: an
 * option; 0: a comment, a heading, or an option of another section. */
static int
read_line(struct ini *ini, struct ini_option *option, struct error *error)
{
	const char *line_end =
	    memchr(ini->at, '\n', (size_t)(ini->end - ini->at));
	int rc = 0;

	if (line_end == NULL)
		line_end = ini->end;
	if (*ini->at == '[') {
		enter_section(ini, line_end);
		return 0;
	}
	if (*ini->at != '#' && *ini->at != ';') {
		if (!ini->headed)
			return ini_fail(
			    ini, "it stands before the first [section]", error);
		if (ini->matches)
			rc = read_option(ini, line_end, option, error);
	}
	ini->at = line_end;
	return rc;
}

int
ini_next(struct ini *ini, struct ini_option *option, struct error *error)
{
	int rc = 0;

	while (rc == 0 && ini->at < ini->end) {
		if (is_blank(*ini->at)) {
			ini->line += *ini->at == '\n';
			ini->at++;
		} else
			rc = read_line(ini, option, error);
	}
	ini->found = ini->found || rc == 1;
	return rc;
}
