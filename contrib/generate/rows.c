/* What the option table says about an option's value. */
#include <string.h>

#include "generate.h"
#include "negative_check_table.h"
#include "sasl.h"

/* The argument's name in --help tells what it is. */
static const struct {
	const char *argument;
	enum value_kind kind;
} kinds[] = {
	{ "FILE", VALUE_FILE },
	{ "DIR", VALUE_DIRECTORY },
	{ "HOST", VALUE_HOST },
};

static void
put_mechanisms(struct buf *out)
{
	(void)buf_puts(out, "auto");
	for (size_t i = 0; sasl_mechanisms[i] != NULL; i++)
		(void)buf_printf(out, " %s", sasl_mechanisms[i]->name);
}

static void
put_negative_checks(struct buf *out)
{
	(void)buf_puts(out, &NEGATIVE_CHECK_WORDS[1]);
}

/* Options whose value is one of a few words. */
static const struct {
	const char *name;
	const char *words; /* NULL: another table has them */
	void (*put)(struct buf *);
} words[] = {
	{ "authtype", NULL, put_mechanisms },
	{ "refuse", NULL, put_negative_checks },
	{ "proxy", "v1 v2", NULL },
	{ "tls-min", "1.0 1.1 1.2 1.3", NULL },
	{ "tls-max", "1.0 1.1 1.2 1.3", NULL },
	{ "output-format", "text json prometheus", NULL },
};

#define WORDS (sizeof(words) / sizeof(words[0]))

static size_t
find_words(const struct option_row *row)
{
	size_t i = 0;

	while (i < WORDS && strcmp(words[i].name, row->name) != 0)
		i++;
	return i;
}

enum value_kind
generate_value(const struct option_row *row)
{
	if (row->argument == NULL)
		return VALUE_NONE;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i].argument, row->argument) == 0)
			return kinds[i].kind;
	return find_words(row) < WORDS ? VALUE_WORDS : VALUE_TEXT;
}

const char *
generate_words(const struct option_row *row)
{
	static struct buf text = BUF_INIT(4096);
	size_t i = find_words(row);

	if (words[i].words != NULL)
		return words[i].words;
	buf_clear(&text);
	words[i].put(&text);
	return buf_string(&text);
}
