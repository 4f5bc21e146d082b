#ifndef OPTIONS_H
#define OPTIONS_H

#include "config.h"
#include "error.h"

enum options_result {
	OPTIONS_FAIL = -1, /* error set, ERROR_USAGE */
	OPTIONS_RUN,       /* config is complete */
	OPTIONS_SHOWN,     /* --help or --version was printed */
};

/* Reads the argument list, checks that it makes sense and fetches the secrets;
 * they are overwritten where they stood.  config starts zeroed. */
enum options_result options_parse(
    struct config *, int argc, char **argv, struct error *);

#endif
