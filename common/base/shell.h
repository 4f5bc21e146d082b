#ifndef SHELL_H
#define SHELL_H

#include "buf.h"

/* Appends a text of any bytes as one word of a POSIX shell's command line.  A
 * text that text_printable() would change is written as $'\ooo', which bash,
 * ksh and zsh read. */
void shell_quote(struct buf *, const char *);

#endif
