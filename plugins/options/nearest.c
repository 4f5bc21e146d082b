/* A name that is not known: which one is meant? */
#include "nearest.h"

#include <stdio.h>
#include <string.h>

#include "text.h"

/* A longer word is near to nothing. */
#define WORD_LIMIT 48
/* Names in one advice; of more than these none is a help. */
#define NAMES_LIMIT 4
/* Characters of a list that is shown. */
#define LIST_LIMIT 200
/* No name is as far away as this. */
#define FAR (WORD_LIMIT + 1)

/* Takes the next name off the list.  NULL: there is none. */
static const char *
next_name(const char **names, size_t *len)
{
	const char *name = *names + strspn(*names, " ");

	*len = strcspn(name, " ");
	*names = name + *len;
	return *len > 0 ? name : NULL;
}

static bool
same_letter(char a, char b)
{
	return text_starts(&a, 1, (const char[]){ b, '\0' });
}

static unsigned int
least(unsigned int a, unsigned int b)
{
	return a < b ? a : b;
}

/* How many letters must be added, removed, changed, or swapped with the next,
 * until both are the same? */
static unsigned int
distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
	unsigned int rows[3][WORD_LIMIT + 1];
	unsigned int *before = rows[0], *last = rows[1], *now = rows[2], *spare;

	if (a_len > WORD_LIMIT || b_len > WORD_LIMIT)
		return FAR;
	for (size_t j = 0; j <= b_len; j++)
		before[j] = last[j] = (unsigned int)j;
	for (size_t i = 1; i <= a_len; i++) {
		now[0] = (unsigned int)i;
		for (size_t j = 1; j <= b_len; j++) {
			bool same = same_letter(a[i - 1], b[j - 1]);

			now[j] = least(last[j - 1] + !same,
			    least(last[j], now[j - 1]) + 1);
			if (i > 1 && j > 1 && same_letter(a[i - 1], b[j - 2]) &&
			    same_letter(a[i - 2], b[j - 1]))
				now[j] = least(now[j], before[j - 2] + 1);
		}
		spare = before;
		before = last;
		last = now;
		now = spare;
	}
	return last[b_len];
}

/* 0: the name begins with the word.  In a short word two other letters make
 * quite another word. */
static unsigned int
rank(const char *word, const char *name, size_t len)
{
	size_t letters = strlen(word) - strspn(word, "-");
	unsigned int steps, most = letters < 4 ? 1 : 2;

	if (letters >= 2 && text_starts(name, len, word))
		return 0;
	steps = distance(word, strlen(word), name, len);
	return steps <= most ? steps : FAR;
}

bool
nearest_has(const char *names, const char *word)
{
	const char *name;
	size_t len;

	for (name = next_name(&names, &len); name != NULL;
	     name = next_name(&names, &len))
		if (len == strlen(word) && text_starts(name, len, word))
			return true;
	return false;
}

static void
add(char advice[NEAREST_SIZE], const char *before, const char *name, size_t len)
{
	size_t at = strlen(advice);

	(void)snprintf(
	    advice + at, NEAREST_SIZE - at, "%s%.*s", before, (int)len, name);
}

bool
nearest_find(char advice[NEAREST_SIZE], const char *names, const char *word)
{
	static const char *const before[NAMES_LIMIT] = { "is ", " or ", " or ",
		" or " };
	const char *name, *rest = names;
	unsigned int best = FAR;
	size_t len, count = 0;

	for (name = next_name(&rest, &len); name != NULL;
	     name = next_name(&rest, &len))
		best = least(best, rank(word, name, len));
	advice[0] = '\0';
	if (best == FAR)
		return false;
	rest = names;
	for (name = next_name(&rest, &len); name != NULL;
	     name = next_name(&rest, &len)) {
		if (rank(word, name, len) != best)
			continue;
		if (count == NAMES_LIMIT)
			return false;
		add(advice, before[count++], name, len);
	}
	add(advice, " meant?", "", 0);
	return true;
}

void
nearest_advise(char advice[NEAREST_SIZE], const char *names, const char *word)
{
	const char *name, *before = "known names: ";
	size_t len;

	if (nearest_find(advice, names, word))
		return;
	advice[0] = '\0';
	for (name = next_name(&names, &len); name != NULL;
	     name = next_name(&names, &len)) {
		if (strlen(advice) + len > LIST_LIMIT) {
			add(advice, ", ...", "", 0);
			return;
		}
		add(advice, before, name, len);
		before = ", ";
	}
}
