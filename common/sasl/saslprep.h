#ifndef SASLPREP_H
#define SASLPREP_H

#include "buf.h"
#include "error.h"

/* Appends the text as RFC 4013 prepares it.  -1: error set, ERROR_USAGE:
 * nothing is left of the text, or it has a character whose preparation is not
 * known here (a guess would look like a wrong password).  The error calls the
 * text what ("user name"). */
int saslprep(
    struct buf *, const char *, size_t len, const char *what, struct error *);

/* Appends a name for a GS2 header: "=" and "," are escaped (RFC 5801 4).  -1:
 * it is too long. */
int saslname(struct buf *, const char *);

#endif
