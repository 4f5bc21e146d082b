/* The table of hints, and the search for the hint that fits a failure. */
#include "hints.h"

#include <stdbool.h>
#include <string.h>

#define CREDENTIALS "credentials"
#define POLICY "policy"
#define SERVER "server"
#define NETWORK "network"
#define MONITOR "monitor"

/* Each hint has an example, which only tests/unit/test_hints.c uses: the search
 * for the example must find this hint. */
#define HINT_IF(                                                               \
    when, topic, kind, code, status, words, who, text, source, example)        \
	{ topic, ERROR_##kind, code, status, words, when, who, text, source },
#define HINT(...) HINT_IF(0, __VA_ARGS__)

const struct hint hints[] = {
#include "hint_rows.h"
};

const size_t hint_count = sizeof(hints) / sizeof(hints[0]);

/* The failure that needs a hint. */
struct query {
	const char *topic;
	const struct error *error;
	unsigned int when;
	/* All text of the error, in lower case; not a string. */
	char words[ERROR_TEXT_SIZE + ERROR_SAID_SIZE];
	size_t len; /* of words */
};

static void
put_lower_case(char *to, const char *from, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		bool capital = from[i] >= 'A' && from[i] <= 'Z';

		to[i] = (char)(from[i] + (capital ? 'a' - 'A' : 0));
	}
}

static void
put_words(struct query *query, const char *text)
{
	size_t len = strlen(text);

	put_lower_case(query->words + query->len, text, len);
	query->len += len;
	query->words[query->len++] = '\n';
}

/* Does the error's text contain word of the alternatives?  A "|" can only be a
 * separator, since printable text has none. */
static bool
query_mentions(const struct query *query, const char *alternatives)
{
	char lower_case[sizeof(((struct hint *)NULL)->words)];
	size_t len = strlen(alternatives), size;

	put_lower_case(lower_case, alternatives, len);
	lower_case[len] = '\0';
	for (const char *word = lower_case; *word != '\0'; word += size) {
		size = strcspn(word, "|");
		if (memmem(query->words, query->len, word, size) != NULL)
			return true;
		size += word[size] == '|' ? 1 : 0;
	}
	return false;
}

/* wanted may have word, two or three digits: see struct hint. */
static bool
code_fits(int wanted, int code)
{
	if (wanted < 10)
		code /= 100;
	else if (wanted < 100)
		code /= 10;
	return wanted == code;
}

/* "X.7.13" means 4.7.13 and 5.7.13, as in the registry of IANA (RFC 5248). */
static bool
status_fits(const char *wanted, const char *status)
{
	size_t class = wanted[0] == 'X' && status[0] != '\0' ? 1 : 0;

	return strcmp(wanted + class, status + class) == 0;
}

static bool
hint_fits(const struct hint *hint, const struct query *query)
{
	const struct error *error = query->error;

	return hint->kind == error->kind && (hint->when & ~query->when) == 0 &&
	       (hint->topic[0] == '\0' ||
		   strcmp(hint->topic, query->topic) == 0) &&
	       (hint->code == 0 || code_fits(hint->code, error->code)) &&
	       (hint->status[0] == '\0' ||
		   status_fits(hint->status, error->status)) &&
	       (hint->words[0] == '\0' || query_mentions(query, hint->words));
}

/* How specific a hint is.  Each summand is larger than all smaller ones
 * together, so the order in hint_find() holds. */
static unsigned int
hint_weight(const struct hint *hint)
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
	struct query query = { topic, error, when, { 0 }, 0 };

	put_words(&query, error->text);
	put_words(&query, error->said);
	/* Comparing weights is cheap, and the search for words is not. */
	for (size_t i = 0; i < hint_count; i++)
		if ((best == NULL ||
			hint_weight(&hints[i]) > hint_weight(best)) &&
		    hint_fits(&hints[i], &query))
			best = &hints[i];
	return best;
}
