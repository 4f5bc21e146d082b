#ifndef INI_H
#define INI_H

#include <stdbool.h>
#include <stddef.h>

#include "error.h"

/* Walks through the options of one section, in the grammar of the files that
 * the Monitoring Plugins read with --extra-opts:
 *
 *     # or ; begins a comment line
 *     [section]            may come again: it goes on there
 *     name = value         blanks around either do not count
 *     name =               has no value
 *
 * The bytes are borrowed, and stay as they are. */
struct ini {
	const char *at, *end;
	const char *section;
	unsigned int line;
	bool headed;  /* some section has begun */
	bool matches; /* the one that is wanted */
	bool found;   /* it had an option */
};

/* One option of the section.  Neither part is a string. */
struct ini_option {
	const char *name, *value;
	size_t name_len, value_len;
	unsigned int line;
};

void ini_init(struct ini *, const char *bytes, size_t len, const char *section);

/* 1: the next option; 0: there is none; -1: error set (ERROR_USAGE), it names
 * the line but does not quote it, which may be a secret. */
int ini_next(struct ini *, struct ini_option *, struct error *);

#endif
