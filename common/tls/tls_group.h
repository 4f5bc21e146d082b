#ifndef TLS_GROUP_H
#define TLS_GROUP_H

struct ssl_st; /* OpenSSL's SSL */

/* The name of the group that the keys were exchanged in (RFC 8446 4.2.7),
 * "X25519" or "X25519MLKEM768"; "" if there was none.  It belongs to the
 * session. */
const char *tls_group(struct ssl_st *);

#endif
