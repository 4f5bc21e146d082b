#ifndef SASLPREP_H
#define SASLPREP_H

#include "buf.h"
#include "error.h"

/* Appends the text as RFC 4013 prepares it.  libidn is loaded for characters
 * that take its tables.  -1: error set, ERROR_USAGE: nothing is left of the
 * text, the RFC forbids one of its characters, or libidn is needed and not
 * installed (a guess would look like a wrong password).  The error calls the
 * text what ("user name"). */
int saslprep(
    struct buf *, const char *, size_t len, const char *what, struct error *);

/* Appends a name for a GS2 header: "=" and "," are escaped (RFC 5801 4).  -1:
 * it is too long. */
int saslname(struct buf *, const char *);

#endif
