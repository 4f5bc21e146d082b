#include "openmetrics_valid.h"

#include <regex.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#define NAME "[a-zA-Z_:][a-zA-Z0-9_:]*"
#define LABEL "[a-zA-Z_][a-zA-Z0-9_]*=\"([^\"\\]|\\\\[\"\\n])*\""
#define NUMBER "(-?[0-9]+(\\.[0-9]+)?(e[-+]?[0-9]+)?|NaN|[-+]Inf)"

/* Lines of the text; the first of a family is its TYPE. */
static const char *const line_forms[] = {
	"^# TYPE " NAME " gauge$",
	"^# UNIT " NAME " [a-z]+$",
	"^# HELP " NAME " ([^\"\\]|\\\\[\"\\n])+$",
	"^" NAME "(\\{" LABEL "(," LABEL ")*\\})? " NUMBER "$",
};

enum {
	TYPE,
	UNIT,
	HELP,
	SAMPLE,
	FORMS
};

struct piece {
	const char *text;
	size_t len;
};

static struct piece
line_at(const char *text)
{
	return (struct piece){ text, strcspn(text, "\n") };
}

static bool
same(struct piece one, struct piece other)
{
	return one.len == other.len &&
	       memcmp(one.text, other.text, one.len) == 0;
}

static bool
matches(struct piece line, const char *ere)
{
	char copy[8192];
	regex_t regex;
	bool found;

	if (line.len >= sizeof(copy) ||
	    regcomp(&regex, ere, REG_EXTENDED | REG_NOSUB) != 0)
		return false;
	memcpy(copy, line.text, line.len);
	copy[line.len] = '\0';
	found = regexec(&regex, copy, 0, NULL, 0) == 0;
	regfree(&regex);
	return found;
}

static int
form_of(struct piece line)
{
	int form = 0;

	while (form < FORMS && !matches(line, line_forms[form]))
		form++;
	return form;
}

/* The family that the line is about. */
static struct piece
name_of(struct piece line)
{
	const char *name = line.text + (*line.text == '#' ? 7 : 0);

	return (struct piece){ name, strcspn(name, " {\n") };
}

/* What must not come twice: a sample without its value, else its keyword with
 * the name. */
static struct piece
series_of(struct piece line)
{
	struct piece name = name_of(line);

	if (*line.text == '#')
		line.len = (size_t)(name.text - line.text) + name.len;
	else
		while (line.text[line.len - 1] != ' ')
			line.len--;
	return line;
}

/* Does the unit of the line end its name, behind an underscore? */
static bool
unit_ends_name(struct piece line)
{
	struct piece name = name_of(line);
	const char *unit = name.text + name.len + 1;
	size_t len = (size_t)(line.text + line.len - unit);

	return name.len > len && name.text[name.len - len - 1] == '_' &&
	       memcmp(name.text + name.len - len, unit, len) == 0;
}

/* Is the line new, and does its family go on, or begin as it must? */
static bool
in_place(const char *text, struct piece line, int form)
{
	struct piece before = { "", 0 };
	bool begun = false;

	for (const char *at = text; at < line.text; at += before.len + 1) {
		before = line_at(at);
		if (same(series_of(before), series_of(line)))
			return false;
		begun = begun || same(name_of(before), name_of(line));
	}
	if (form == TYPE)
		return !begun;
	return begun && same(name_of(before), name_of(line)) &&
	       (form == SAMPLE || form_of(before) < form);
}

const char *
openmetrics_valid(const char *text)
{
	const char *at = text;

	while (strcmp(at, "# EOF\n") != 0) {
		struct piece line = line_at(at);
		int form = form_of(line);

		if (form == FORMS || at[line.len] == '\0' ||
		    (form == UNIT && !unit_ends_name(line)) ||
		    !in_place(text, line, form))
			return at;
		at += line.len + 1;
	}
	return NULL;
}
