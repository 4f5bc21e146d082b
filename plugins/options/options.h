#ifndef OPTIONS_H
#define OPTIONS_H

#include "config.h"
#include "error.h"

/* What the program does next. */
enum options_result {
	OPTIONS_FAIL = -1, /* error set, ERROR_USAGE */
	OPTIONS_RUN,       /* the config is complete: run the check */
	OPTIONS_SHOWN,     /* --help or --version is printed: end */
};

/* Fills a zeroed config from the argument list: parses the options, reads the
 * password, and checks that the options fit together.  Passwords in the
 * argument list are overwritten.  The config keeps pointers into argv. */
enum options_result options_parse(
    struct config *, int argc, char **argv, struct error *);

#endif
