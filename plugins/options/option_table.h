#ifndef OPTION_TABLE_H
#define OPTION_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "error.h"
#include "options_given.h"

/* Properties of an option; a bit mask. */
enum option_traits {
	OPTION_REPEATS = 1, /* may be given several times; all values count */
	OPTION_SECRET = 2,  /* the value is a password: keep it out of files */
	OPTION_BY_HAND = 4, /* for people, not for a monitoring system */
	/* Without TLS the option would do nothing, and an OK would look as if
	 * it had: it is an error. */
	OPTION_NEEDS_TLS = 8,
	/* "$name$" in the value is a macro that the monitoring system did not
	 * resolve.  A user name may have dollar signs, as in Active Directory,
	 * and so may a password, a command and a pattern.  They are legal in a
	 * mailbox too, but no two of them stand in one that is checked. */
	OPTION_NO_MACRO = 16,
	OPTION_ALSO_MAILBOX = 32,  /* for that TLS the mailbox is enough */
	OPTION_NEEDS_MAILBOX = 64, /* without --mailbox it is an error */
};

/* One row of the option table, the only list of the options.  --help, the
 * manual page, the completions and the monitoring definitions are made from the
 * table. */
struct option_row {
	int letter;           /* 0: the option has no short form */
	const char *name;     /* NULL: the row is a heading, see help */
	const char *argument; /* NULL: no value; "=NAME": optional value */
	/* Puts the value into options and config.  NULL: see field. */
	int (*apply)(struct options *, char *, struct error *);
	/* Without apply: the offset of a bool (no value) or of a string, in
	 * struct options.  An offset in struct config has
	 * sizeof(struct options) added to it. */
	size_t field;
	unsigned int traits; /* of enum option_traits */
	const char *help;    /* NULL: a further name of the row above */
	const char *more;    /* sentences for the manual page, or NULL */
};

extern const struct option_row option_rows[];
extern const size_t option_row_count;

/* The most rows that the table may have. */
#define OPTION_ROWS 128

/* Is this row a further name of the row above? */
bool option_is_alias(const struct option_row *);

/* Finds the row by its letter, its name, or an unambiguous beginning of the
 * name.  NULL: no option, or more than one, fits. */
const struct option_row *option_find(const char *name, size_t len);

/* Applies an option.  value: borrowed for as long as the config lives; NULL:
 * the option has no value.  -1: error set, ERROR_USAGE; the text names the
 * option. */
int option_apply(
    struct options *, const struct option_row *, char *value, struct error *);

/* May the user leave out the value of this option? */
bool option_may_lack_value(const struct option_row *);

#endif
