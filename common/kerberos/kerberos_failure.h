#ifndef KERBEROS_FAILURE_H
#define KERBEROS_FAILURE_H

#include <stdbool.h>
#include <stdint.h>

#include "error.h"
#include "kerberos_library.h"

/* Does this status mean that the call has failed? */
bool kerberos_failed(uint32_t major);

/* Sets the error for a call that has failed, in words that tell an expired
 * ticket, a wrong clock, an unknown principal, missing credentials and a server
 * of Kerberos that cannot be reached apart.  The library's own words follow in
 * parentheses.  missing is what to say where there are no credentials.  Always
 * returns -1. */
int kerberos_fail(const struct gss_functions *, uint32_t major, uint32_t minor,
    const char *missing, struct error *);

#endif
