#ifndef FACTS_JSON_H
#define FACTS_JSON_H

#include "buf.h"
#include "facts.h"

/* Appends what is known of the peer, of TLS, of its certificate and of the
 * login, as members of a JSON object: "peer", "tls", "certificate", "login". */
void facts_write_json(const struct session_facts *, struct buf *);

#endif
