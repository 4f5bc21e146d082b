/* The words of the command line that are no options: there is one, the host. */
#include "positionals.h"

#include <stdint.h>
#include <string.h>

#include "option_table.h"
#include "secret_options.h"
#include "text.h"

/* Bytes of an advice. */
#define ADVICE_LIMIT ((size_t)256)

/* Some templates give the flag -q a value, as in "-q true". */
static bool
is_boolean_word(const char *text)
{
	static const char *const words[] = { "true", "false", "1", "0" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (text_same(text, words[i]))
			return true;
	return false;
}

/* --- What was typed --------------------------------------------------------
 */

/* The last option in a word like "-v", "-Sp587" or "--port=587".  *value
 * becomes what the word has of its value, or NULL.  NULL: no option. */
static const struct option_row *
option_in(const char *word, const char **value)
{
	const struct option_row *row = NULL;
	size_t len;

	*value = NULL;
	if (strncmp(word, "--", 2) == 0) {
		len = strcspn(word + 2, "=");
		if (word[2 + len] == '=')
			*value = word + 2 + len + 1;
		return option_find(word + 2, len);
	}
	if (word[0] != '-')
		return NULL;
	while (*++word != '\0') {
		row = option_find(word, 1);
		if (row == NULL)
			return NULL;
		if (row->argument == NULL || option_may_lack_value(row))
			continue;
		if (word[1] != '\0')
			*value = word + 1;
		break;
	}
	return row;
}

static size_t
place_of(const char *word, char *const *typed)
{
	size_t at = 0;

	while (typed[at] != NULL && typed[at] != word)
		at++;
	return at;
}

/* May the word be a part of the password, or all of it?  It may if -P stands
 * before it, since a blank in the password parts it, and if a user is named but
 * no password. */
static bool
may_be_secret(const struct options *options, size_t place, char *const *typed)
{
	const struct option_row *row;
	const char *ignored;

	if (options->config->login.user != NULL &&
	    !secret_options_given(&options->password))
		return true;
	for (size_t i = 1; i < place; i++) {
		row = option_in(typed[i], &ignored);
		if (row != NULL && (row->traits & OPTION_SECRET) != 0)
			return true;
	}
	return false;
}

/* --- A dash where a hyphen is wanted ---------------------------------------
 */

/* The length of the dash that the text begins with, and its number.  Word
 * processors and chats make such a dash of a hyphen, or of two. */
static size_t
dash_length(const char *text, uint32_t *c)
{
	static const uint32_t others[] = { 0x2212, 0xfe58, 0xfe63, 0xff0d };
	size_t len = text_character(text, strlen(text) + 1, c);

	if (*c >= 0x2010 && *c <= 0x2015)
		return len;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (*c == others[i])
			return len;
	return 0;
}

/* A password can stand behind the dash, so only the name of an option that
 * exists is shown. */
static int
report_dash(const struct options *options, const char *word, char *const *typed,
    struct error *error)
{
	const struct option_row *row;
	uint32_t dash = 0, c = 0;
	size_t len;
	bool secret = may_be_secret(options, place_of(word, typed), typed);

	(void)dash_length(word, &dash);
	for (len = dash_length(word, &c); len > 0 || *word == '-';
	     len = dash_length(word, &c))
		word += len > 0 ? len : 1;
	len = strcspn(word, "=");
	row = option_find(word, len);
	if (!secret && row != NULL && len > 1)
		return error_set(error, ERROR_USAGE,
		    "a word begins with a dash (U+%04X), not with a hyphen: "
		    "is --%s meant?",
		    (unsigned int)dash, row->name);
	if (!secret && *word != '\0' && option_find(word, 1) != NULL)
		return error_set(error, ERROR_USAGE,
		    "a word begins with a dash (U+%04X), not with a hyphen: "
		    "is -%c meant?",
		    (unsigned int)dash, *word);
	return error_set(error, ERROR_USAGE,
	    "a word begins with a dash (U+%04X), not with a hyphen",
	    (unsigned int)dash);
}

/* --- More than one host ----------------------------------------------------
 */

/* A host's name has a dot, and is no number and no METRIC=RANGE. */
static bool
looks_like_host(const char *word)
{
	return strchr(word, '.') != NULL && strchr(word, '=') == NULL &&
	       strspn(word, "0123456789.%") < strlen(word);
}

/* Is the word the rest of a value, because "=" or a comma is missing?  Then
 * this appends an advice. */
static bool
advise(struct buf *advice, size_t place, char *const *typed)
{
	const char *word = typed[place], *value, *before;
	const struct option_row *row;

	if (place < 2)
		return false;
	before = typed[place - 1];
	row = option_in(before, &value);
	if (row != NULL && option_may_lack_value(row) && value == NULL)
		return buf_printf(
			   advice, "is --%s=%s meant?", row->name, word) == 0;
	if (looks_like_host(word))
		return false;
	if (row != NULL && value != NULL && strchr(row->argument, ',') != NULL)
		return buf_printf(advice, "a comma may be missing: %s,%s",
			   before, word) == 0;
	if (row != NULL || place < 3)
		return false;
	row = option_in(typed[place - 2], &value);
	return row != NULL && row->argument != NULL && value == NULL &&
	       strchr(row->argument, ',') != NULL &&
	       buf_printf(advice, "a comma may be missing: %s %s,%s",
		   typed[place - 2], before, word) == 0;
}

/* The word that is told is the first whose origin is clear, or else the second
 * host. */
static int
report_hosts(const struct options *options, char *const *words,
    const char *second, char *const *typed, struct error *error)
{
	struct buf advice = BUF_INIT(ADVICE_LIMIT);
	const char *word = second;

	for (size_t i = 0; words[i] != NULL && advice.len == 0; i++) {
		size_t place = place_of(words[i], typed);

		if (words[i][0] != '\0' && typed[place] != NULL &&
		    advise(&advice, place, typed))
			word = words[i];
	}
	if (advice.len == 0)
		(void)buf_puts(
		    &advice, "does a value with blanks lack its quotes?");
	if (may_be_secret(options, place_of(word, typed), typed))
		(void)error_set(error, ERROR_USAGE,
		    "more than one host (does a value with blanks "
		    "lack its quotes?)");
	else
		(void)error_set(error, ERROR_USAGE,
		    "more than one host: %s (%s)", word, buf_string(&advice));
	buf_free(&advice);
	return -1;
}

/* Empty words are skipped, since templates give them, and so is the value of
 * -q. */
int
positionals_read(struct options *options, char *const *words,
    char *const *typed, struct error *error)
{
	const struct option_row *host = option_find("hostname", 8);
	bool skip_boolean = options->ignore_quit;
	uint32_t dash = 0;

	for (size_t i = 0; words[i] != NULL; i++) {
		if (words[i][0] == '\0')
			continue;
		if (skip_boolean && is_boolean_word(words[i])) {
			skip_boolean = false;
			continue;
		}
		if (dash_length(words[i], &dash) > 0)
			return report_dash(options, words[i], typed, error);
		if (options->host != NULL)
			return report_hosts(
			    options, words, words[i], typed, error);
		if (option_apply(options, host, words[i], error) == -1)
			return -1;
	}
	return 0;
}
