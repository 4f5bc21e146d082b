#include "hints.h"

#include <stdbool.h>
#include <string.h>

#define CREDENTIALS "credentials"
#define POLICY "policy"
#define SERVER "server"
#define NETWORK "network"
#define MONITOR "monitor"

/* The example is for tests/unit/test_hints.c, which must find the row by it. */
#define HINT_IF(                                                               \
    when, topic, kind, code, status, words, who, text, source, example)        \
	{ topic, ERROR_##kind, code, status, words, when, who, text, source },
#define HINT(...) HINT_IF(0, __VA_ARGS__)

const struct hint hints[] = {
#include "hint_rows.h"
};

const size_t hint_count = sizeof(hints) / sizeof(hints[0]);

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Does the text begin with the first of the alternatives? */
static bool
begins(const char *text, const char *words)
{
	while (
	    *words != '\0' && *words != '|' && lower(*text) == lower(*words)) {
		text++;
		words++;
	}
	return *words == '\0' || *words == '|';
}

/* Is one of the alternatives anywhere in the text?  (Printable text has no
 * bar.) */
static bool
mentions(const char *text, const char *words)
{
	const char *next = words;

	for (; next != NULL; words = next) {
		for (const char *at = text; *at != '\0'; at++)
			if (begins(at, words))
				return true;
		next = strchr(words, '|');
		if (next != NULL)
			next++;
	}
	return false;
}

static bool
code_fits(int wanted, int code)
{
	if (wanted < 10)
		code /= 100;
	else if (wanted < 100)
		code /= 10;
	return wanted == code;
}

/* "X.7.13" is 4.7.13 and 5.7.13, as IANA's registry writes them. */
static bool
status_fits(const char *wanted, const char *status)
{
	size_t class = wanted[0] == 'X' && status[0] != '\0' ? 1 : 0;

	return strcmp(wanted + class, status + class) == 0;
}

static bool
fits(const struct hint *hint, const char *topic, const struct error *error,
    unsigned int when)
{
	return hint->kind == error->kind && (hint->when & ~when) == 0 &&
	       (hint->topic[0] == '\0' || strcmp(hint->topic, topic) == 0) &&
	       (hint->code == 0 || code_fits(hint->code, error->code)) &&
	       (hint->status[0] == '\0' ||
		   status_fits(hint->status, error->status)) &&
	       (hint->words[0] == '\0' || mentions(error->text, hint->words) ||
		   mentions(error->said, hint->words));
}

/* What is worth more outweighs all that is worth less. */
static unsigned int
weight(const struct hint *hint)
{
	unsigned int digits = 0;

	for (int code = hint->code; code > 0; code /= 10)
		digits++;
	return (hint->words[0] != '\0' ? 32u : 0u) +
	       (hint->status[0] != '\0' ? 16u : 0u) + 4 * digits +
	       (hint->topic[0] != '\0' ? 2u : 0u) + (hint->when != 0 ? 1u : 0u);
}

const struct hint *
hint_find(const char *topic, const struct error *error, unsigned int when)
{
	const struct hint *best = NULL;

	for (size_t i = 0; i < hint_count; i++)
		if (fits(&hints[i], topic, error, when) &&
		    (best == NULL || weight(&hints[i]) > weight(best)))
			best = &hints[i];
	return best;
}
