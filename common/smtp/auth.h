#ifndef AUTH_H
#define AUTH_H

#include "client.h"
#include "exchange.h"

/* Runs the AUTH exchange of RFC 4954 with this mechanism.  0: the server
 * answers 235 and the mechanism has finished.  -1: error set; if the client
 * broke off the exchange, smtp_quit() cancels it. */
int smtp_auth(struct smtp_client *, const struct sasl_mechanism *,
    const struct sasl_context *, struct deadline, struct error *);

#endif
