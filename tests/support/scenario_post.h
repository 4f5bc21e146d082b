/* The mail that the servers of a story have: what one takes, the other shows.
 */
#ifndef SCENARIO_POST_H
#define SCENARIO_POST_H

#include <stdbool.h>
#include <stddef.h>

#include "text.h"

enum {
	POST_LETTERS = 64,
};

struct letter {
	unsigned int uid;
	char *text;      /* header section and body, lines with CRLF */
	char folder[64]; /* in which it lies */
	long long due;   /* peer_clock() when it arrives; -1: never */
	long long date;  /* of its arrival, seconds since 1970 */
	bool deleted;    /* is flagged so */
	bool gone;       /* has been removed */
};

struct post {
	struct letter letters[POST_LETTERS];
	size_t count;
	/* What happens to the next letter on its way. */
	char folder[64];
	long wait;  /* ms; -1: it never arrives */
	long shift; /* of the clock that dates its arrival, seconds */
	struct strings without; /* fields that it loses */
	struct strings with;    /* lines that it gains in front */
};

void post_init(struct post *);
void post_free(struct post *);

/* Adds a letter, with lines in LF or CRLF, that goes its way from now on. */
void post_add(struct post *, const char *text);

/* Has it arrived in this folder, and is it still there? */
bool post_lies_in(const struct letter *, const char *folder);

/* How many lie in this folder; NULL: in any. */
size_t post_count(const struct post *, const char *folder);

/* The numbers of all that lie anywhere, a "d" behind those that are flagged as
 * deleted; the caller frees it. */
char *post_left(const struct post *);

/* The length of its header section, with the empty line. */
size_t post_header(const struct letter *);

#endif
