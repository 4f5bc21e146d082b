#ifndef OPTION_LISTS_H
#define OPTION_LISTS_H

#include "error.h"
#include "options_given.h"

/* Each function parses the value of one option, a list or a rule, and puts it
 * into options->config.  option_require() and option_forbid() write NULs into
 * the value, and keep pointers into it.  -1: error set, ERROR_USAGE. */
int option_refuse(struct options *, char *, struct error *);
int option_require(struct options *, char *, struct error *);
int option_forbid(struct options *, char *, struct error *);
int option_warning(struct options *, char *, struct error *);
int option_critical(struct options *, char *, struct error *);
int option_on_failure(struct options *, char *, struct error *);
int option_timeout(struct options *, char *, struct error *);

#endif
