#ifndef TLSA_LOOKUP_H
#define TLSA_LOOKUP_H

#include "deadline.h"
#include "error.h"
#include "tlsa.h"

/* Asks the system's resolver for the TLSA records of this port, in a helper
 * thread.  -1: error set.  ERROR_USAGE: there is no record that can be trusted;
 * ERROR_RETRY: the resolver fails; or ERROR_TIMEOUT. */
int tlsa_lookup(struct tlsa *, const char *host, unsigned int port,
    struct deadline, struct error *);

#endif
