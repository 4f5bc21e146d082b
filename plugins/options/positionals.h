#ifndef POSITIONALS_H
#define POSITIONALS_H

#include "error.h"
#include "options_given.h"

/* Takes the host from the words that are no options.  Both lists end in NULL:
 *
 *   words   the words that are no options
 *   typed   the whole argument list as the user typed it; getopt_long(3) has
 *           moved the words that are no options to the end of the other list
 *
 * -1: error set, ERROR_USAGE. */
int positionals_read(
    struct options *, char *const *words, char *const *typed, struct error *);

#endif
