#ifndef FACTS_H
#define FACTS_H

#include "buf.h"
#include "session.h"

/* Appends what is known of the peer, of TLS, of its certificate and of the
 * login, as members of a JSON object: "peer", "tls", "certificate", "login". */
void facts_write(const struct session *, struct buf *);

#endif
