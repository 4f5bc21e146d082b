#ifndef INI_H
#define INI_H

#include <stdbool.h>
#include <stddef.h>

#include "error.h"

/* Reads the options of one section of a file that the Monitoring Plugins read
 * with --extra-opts.  Its grammar:
 *
 *     # or ; begins a comment line
 *     [section]            may come again: the section continues there
 *     name = value         blanks around name and value do not count
 *     name =               has no value
 *
 * A byte order mark in front is skipped, as some editors write it.
 * The bytes are borrowed, and stay as they are. */
struct ini {
	const char *at, *end;
	const char *section;
	unsigned int line;
	bool headed;  /* a section has begun */
	bool matches; /* the section that is being read is the wanted one */
	bool found;   /* the wanted section had an option */
};

/* One option of the section.  Name and value do not end in a NUL. */
struct ini_option {
	const char *name, *value;
	size_t name_len, value_len;
	unsigned int line;
};

void ini_init(struct ini *, const char *bytes, size_t len, const char *section);

/* Reads the next option.  1: an option; 0: there are no more; -1: error set
 * (ERROR_USAGE).  The error gives the line's number but not its text, which may
 * be a secret. */
int ini_next(struct ini *, struct ini_option *, struct error *);

#endif
