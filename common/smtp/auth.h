#ifndef AUTH_H
#define AUTH_H

#include "client.h"
#include "sasl.h"

/* Challenges that one exchange may have: two more than SCRAM needs. */
#define AUTH_ROUNDS 6

/* Runs the AUTH exchange of RFC 4954 with this mechanism.  0 only when the
 * server said 235 and the mechanism was satisfied by then.  -1: error set; an
 * exchange that we broke off is cancelled by smtp_quit(). */
int smtp_auth(struct smtp_client *, const struct sasl_mechanism *,
    const struct sasl_context *, struct deadline, struct error *);

#endif
