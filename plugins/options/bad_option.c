/* An option that getopt_long(3) has refused. */
#include "bad_option.h"

#include <stdio.h>
#include <string.h>

#include "text.h"

/* Bytes of the names of all options, and of a name that is looked up. */
#define NAMES_LIMIT ((size_t)4096)
#define NAME_SIZE 64

/* May an error show this word?  Not if a value may be glued to it, as in
 * "--portx": then it begins with the name of an option with a value, or has
 * more than letters and hyphens. */
static bool
may_show_word(const char *word, size_t len)
{
	if (strncmp(word, "--", 2) != 0 || len > 34 ||
	    strspn(word, "abcdefghijklmnopqrstuvwxyz-") < len)
		return false;
	for (size_t i = 0; i < option_row_count; i++)
		if (option_rows[i].name != NULL &&
		    option_rows[i].argument != NULL &&
		    text_starts(word + 2, len - 2, option_rows[i].name))
			return false;
	return true;
}

bool
bad_option_advise(
    char advice[NEAREST_SIZE], const char *prefix, const char *name, size_t len)
{
	struct buf names = BUF_INIT(NAMES_LIMIT);
	char word[NAME_SIZE];
	int n = snprintf(word, sizeof(word), "%s%.*s", prefix, (int)len, name);
	bool near;

	(void)snprintf(advice, NEAREST_SIZE, "see --help");
	if (n < 0 || (size_t)n >= sizeof(word))
		return false;
	for (size_t i = 0; i < option_row_count; i++)
		if (option_rows[i].name != NULL)
			(void)buf_printf(
			    &names, " %s%s", prefix, option_rows[i].name);
	near = nearest_find(advice, buf_string(&names), word);
	if (!near)
		(void)snprintf(advice, NEAREST_SIZE, "see --help");
	buf_free(&names);
	return near;
}

/* Is this a misspelt "--password", as far as one can tell?  Then what is glued
 * to it is the password. */
static bool
is_like_password(const char *word, size_t len)
{
	return text_starts(word, len, "--p") ||
	       memmem(word, len, "pas", 3) != NULL;
}

int
bad_option_report(const struct bad_option *bad, struct error *error)
{
	const char *what =
	    bad->code == ':' ? "a value is missing behind" : "unknown option";
	size_t len = strcspn(bad->word, "=");
	char advice[NEAREST_SIZE] = "see --help";
	bool near, shown = bad->code == ':';

	if (bad->flag != NULL)
		return error_set(error, ERROR_USAGE,
		    "--%s takes no value (see --help)", bad->flag->name);
	if (bad->letter > ' ' && bad->letter < 127)
		return error_set(error, ERROR_USAGE, "%s -%c (see --help)",
		    what, bad->letter);
	if (bad->code == '?' && strncmp(bad->word, "--", 2) == 0) {
		near = bad_option_advise(advice, "--", bad->word + 2, len - 2);
		shown = may_show_word(bad->word, len) &&
			(near || !is_like_password(bad->word, len));
	}
	if (shown)
		return error_set(error, ERROR_USAGE, "%s %.*s (%s)", what,
		    (int)len, bad->word, advice);
	return error_set(error, ERROR_USAGE, "%s near argument %d (%s)", what,
	    bad->place, advice);
}
