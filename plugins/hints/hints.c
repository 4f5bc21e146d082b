/* Advice for a failure. */
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

/* What is looked for, and all its words in small letters. */
struct query {
	const char *topic;
	const struct error *error;
	unsigned int when;
	char words[ERROR_TEXT_SIZE + ERROR_SAID_SIZE];
	size_t len;
};

static void
put_small(char *to, const char *from, size_t len)
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

	put_small(query->words + query->len, text, len);
	query->len += len;
	query->words[query->len++] = '\n';
}

/* Is one of the alternatives among the words?  (Printable text has no bar.) */
static bool
query_mentions(const struct query *query, const char *alternatives)
{
	char small[sizeof(((struct hint *)NULL)->words)];
	size_t len = strlen(alternatives), size;

	put_small(small, alternatives, len);
	small[len] = '\0';
	for (const char *one = small; *one != '\0'; one += size) {
		size = strcspn(one, "|");
		if (memmem(query->words, query->len, one, size) != NULL)
			return true;
		size += one[size] == '|' ? 1 : 0;
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

/* What is worth more outweighs all that is worth less. */
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
	/* Cheap comparisons first: the words are looked at last. */
	for (size_t i = 0; i < hint_count; i++)
		if ((best == NULL ||
			hint_weight(&hints[i]) > hint_weight(best)) &&
		    hint_fits(&hints[i], &query))
			best = &hints[i];
	return best;
}
