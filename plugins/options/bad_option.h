#ifndef BAD_OPTION_H
#define BAD_OPTION_H

#include <stdbool.h>
#include <stddef.h>

#include "error.h"
#include "nearest.h"
#include "option_table.h"

/* Reports what getopt_long(3) has refused, and which option may be meant.
 *
 *   code     ':': a value is missing; '?': there is no such option, or it takes
 *            no value
 *   flag     the row of the option that takes no value, or NULL
 *   letter   the short option, or 0
 *   word     the word of the argument list; it may have a password in it
 *   place    its place in the argument list
 */
struct bad_option {
	int code;
	const struct option_row *flag;
	int letter;
	const char *word;
	int place;
};

/* Always returns -1: error set, ERROR_USAGE. */
int bad_option_report(const struct bad_option *, struct error *);

/* Writes the advice for the name of an option, without hyphens, that no option
 * has: "is starttls meant?", or else "see --help".  Before each name stands the
 * prefix.  Is the name near to that of an option? */
bool bad_option_advise(char advice[NEAREST_SIZE], const char *prefix,
    const char *name, size_t len);

#endif
