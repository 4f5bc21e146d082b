#ifndef DATE_H
#define DATE_H

#include <stddef.h>
#include <stdint.h>

/* Reads a date of RFC 5322 3.3 with the obsolete forms of 4.3 and comments,
 * "Tue, 1 Jul 2003 10:52:37 +0200 (CEST)", or of IMAP (RFC 9051 9, date-time),
 * " 1-Jul-2003 10:52:37 +0200".  A zone that is missing or unknown is UTC.
 * Gives seconds since 1970.  -1: it is no date. */
int date_parse(const char *, size_t, int64_t *);

#endif
