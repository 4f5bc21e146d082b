#ifndef OPTION_TABLE_H
#define OPTION_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "error.h"
#include "options_given.h"

enum option_traits {
	OPTION_REPEATS = 1, /* each time it is given counts */
	OPTION_SECRET = 2,  /* its value must not stand in a configuration */
	OPTION_BY_HAND = 4, /* nothing for a monitoring system */
};

/* A row of the option table: the one place that knows which options there are.
 * --help, the manual page, the completions and the monitoring definitions are
 * made of it. */
struct option_row {
	int letter;           /* 0: it has none */
	const char *name;     /* NULL: the help is a heading */
	const char *argument; /* NULL: none; after a "=": may be left out */
	int (*apply)(struct options *, char *, struct error *);
	/* Without apply: a bool, or a string if it has a value; its offset in
	 * struct options, or sizeof(struct options) and that in struct config.
	 */
	size_t field;
	unsigned int traits;
	const char *help; /* NULL: another name for the row above */
	const char *more; /* sentences for the manual page; or NULL */
};

extern const struct option_row option_rows[];
extern const size_t option_row_count;

/* The most rows that the table may have. */
#define OPTION_ROWS 128

/* Is it another name for the row before it? */
bool option_is_alias(const struct option_row *);

/* The row that the user means by a letter, a name, or the beginning of a name
 * that no other has.  NULL: there is none. */
const struct option_row *option_find(const char *name, size_t len);

/* Takes an option into the options; NULL: it has no value.  -1: error set,
 * naming the option. */
int option_apply(
    struct options *, const struct option_row *, char *value, struct error *);

/* May its value be left out? */
bool option_may_lack_value(const struct option_row *);

#endif
