#ifndef RESOLVE_H
#define RESOLVE_H

#include "address.h"
#include "deadline.h"
#include "error.h"

/* Looks up the addresses of a name, in a helper thread.  The family is
 * AF_UNSPEC, AF_INET or AF_INET6.  A name with a dot at its end is whole: the
 * search list does not count, and it is told what the name is an alias of.
 * -1: error set, ERROR_RESOLVE (no such name, or it has no such address),
 * ERROR_RETRY (no answer from the resolver), ERROR_TIMEOUT, or ERROR_USAGE
 * (this host has no descriptor or memory left for the look-up). */
int resolve_name(struct addresses *, const char *name, unsigned int port,
    int family, struct deadline, struct error *);

#endif
