#ifndef FACTS_JSON_H
#define FACTS_JSON_H

#include "buf.h"
#include "facts.h"

/* Appends four members of a JSON object: "peer", "tls", "certificate" and
 * "login".  A member is null when the session did not get that far. */
void facts_write_json(const struct session_facts *, struct buf *);

#endif
