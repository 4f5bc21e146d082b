#ifndef EXTRA_OPTS_H
#define EXTRA_OPTS_H

#include "error.h"
#include "options_given.h"

/* --extra-opts[=][SECTION][@FILE], as the Monitoring Plugins have it: takes the
 * options of a section of a file, and the words out of the argument list.
 * Without SECTION it is the program's name as it was called; without FILE the
 * first that there is: $MP_CONFIG_FILE, one in $NAGIOS_CONFIG_PATH, one in the
 * standard places.  FILE may be "-", standard input.
 * -1: error set (ERROR_USAGE), with file and line. */
int extra_opts_apply(struct options *, int *argc, char **argv, struct error *);

/* Is there any in the argument list? */
bool extra_opts_given(int argc, char *const *argv);

#endif
