#ifndef LOGIN_CONTEXT_H
#define LOGIN_CONTEXT_H

#include "sasl.h"
#include "session.h"

/* Bytes of channel binding data. */
#define LOGIN_BINDING_LIMIT ((size_t)128)

/* Says who logs in over the connection of this session, and by which means.
 * binding has an empty BUF_SECRET of LOGIN_BINDING_LIMIT, and gets the data if
 * TLS gives any; endpoint is a buf of the same limit for what binds to the
 * server's certificate.  Both and the config are borrowed. */
struct sasl_context login_context(
    const struct session *, struct sasl_binding *binding, struct buf *endpoint);

#endif
