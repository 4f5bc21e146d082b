#ifndef SASLPREP_H
#define SASLPREP_H

#include "buf.h"
#include "error.h"

/* Appends the text as RFC 4013 prepares it.  What it does not know for certain,
 * and what nothing is left of, it refuses: -1, error set, ERROR_USAGE; what is
 * the text's name there ("user name").  A wrong hash would only look like a
 * wrong password. */
int saslprep(
    struct buf *, const char *, size_t len, const char *what, struct error *);

/* Appends a name as a GS2 header has it (RFC 5801 4): "=" and "," escaped.  -1:
 * it is too long. */
int saslname(struct buf *, const char *);

#endif
