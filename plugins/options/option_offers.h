#ifndef OPTION_OFFERS_H
#define OPTION_OFFERS_H

#include "error.h"
#include "options_given.h"

/* Each function parses the value of --require or --forbid into
 * config->judgement.  -1: error set, ERROR_USAGE. */
int option_require(struct options *, char *, struct error *);
int option_forbid(struct options *, char *, struct error *);

/* The names of extensions that are known, with blanks between them. */
extern const char option_extensions[];

#endif
