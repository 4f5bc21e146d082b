#ifndef LIBRARY_H
#define LIBRARY_H

#include "error.h"

/* A shared library that is loaded only when a check needs it, so that no other
 * check pays for it. */
struct library {
	const char *const *files; /* names to try in turn; a NULL ends them */
	const char *const
	    *symbols;           /* its functions that we call; a NULL ends */
	const char *needed_for; /* "--oauth" */
	const char *package;    /* who wants it, installs this */
};

/* Loads the library, and fills a struct that has nothing but pointers to
 * functions, in the order of the symbols.  The library stays loaded.  -1: error
 * set, ERROR_USAGE: it is not installed, or lacks a symbol. */
int library_open(const struct library *, void *functions, struct error *);

#endif
