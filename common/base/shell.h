#ifndef SHELL_H
#define SHELL_H

#include "buf.h"

/* Appends a text as one word of a POSIX shell's command line, whatever its
 * bytes are.  What text_printable() would not leave as it is stands as $'\ooo',
 * which bash, ksh and zsh read. */
void shell_quote(struct buf *, const char *);

#endif
