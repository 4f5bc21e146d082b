#ifndef OPTION_LISTS_H
#define OPTION_LISTS_H

#include "error.h"
#include "options_given.h"

/* Calls the function for each word of a list with commas, until it returns -1.
 * The words do not outlive the call. */
int option_words(struct config *, const char *list,
    int (*use)(struct config *, char *word, struct error *), struct error *);

/* Each function parses the value of one option, a list or a rule, and puts it
 * into options->config.  -1: error set, ERROR_USAGE. */
int option_refuse(struct options *, char *, struct error *);
int option_warning(struct options *, char *, struct error *);
int option_critical(struct options *, char *, struct error *);
int option_on_failure(struct options *, char *, struct error *);
int option_timeout(struct options *, char *, struct error *);

#endif
