#ifndef OPTION_LISTS_H
#define OPTION_LISTS_H

#include "error.h"
#include "options_given.h"

/* Each applies the value of one option that is a list or a rule.  -1: error
 * set, ERROR_USAGE. */
int option_refuse(struct options *, char *, struct error *);
int option_require(struct options *, char *, struct error *);
int option_forbid(struct options *, char *, struct error *);
int option_warning(struct options *, char *, struct error *);
int option_critical(struct options *, char *, struct error *);
int option_on_failure(struct options *, char *, struct error *);
int option_timeout(struct options *, char *, struct error *);

#endif
