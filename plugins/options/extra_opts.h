#ifndef EXTRA_OPTS_H
#define EXTRA_OPTS_H

#include "error.h"
#include "options_given.h"

/* --extra-opts[=][SECTION][@FILE] of the Monitoring Plugins reads options from
 * a section of an INI file.  SECTION defaults to the program's name.  FILE
 * defaults to $MP_CONFIG_FILE, then to a file in $NAGIOS_CONFIG_PATH, then to
 * a file in the standard places; "-" is standard input. */

/* Applies every --extra-opts, and removes it from the argument list.
 * -1: error set, ERROR_USAGE; the text names the file and the line. */
int extra_opts_apply(struct options *, int *argc, char **argv, struct error *);

/* Does the argument list have an --extra-opts? */
bool extra_opts_given(int argc, char *const *argv);

#endif
