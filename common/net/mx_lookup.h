#ifndef MX_LOOKUP_H
#define MX_LOOKUP_H

#include <stdbool.h>

#include "deadline.h"
#include "error.h"
#include "mx.h"

/* Asks the system's resolver for the mail servers of a domain, in a helper
 * thread; with_dnssec: also whether DNSSEC vouches for them.  -1: error set, as
 * mx_read() does, or ERROR_TIMEOUT, ERROR_USAGE (this host lacks what it
 * takes). */
int mx_lookup(struct mx *, const char *domain, bool with_dnssec,
    struct deadline, struct error *);

#endif
