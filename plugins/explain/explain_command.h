#ifndef EXPLAIN_COMMAND_H
#define EXPLAIN_COMMAND_H

#include "buf.h"
#include "config.h"

/* The command lines of explain.c, for a POSIX shell; each is appended without
 * its line end. */

/* Appends a word of the user's, quoted, without the password. */
void command_word(const struct config *, const char *, struct buf *);

/* Asks for the addresses of the host: getent(1). */
void command_lookup(const struct config *, struct buf *);

/* Asks for its TLSA records: dig(1). */
void command_records(const struct config *, struct buf *);

/* Only connects: nc(1). */
void command_knock(const struct config *, struct buf *);

/* A session in clear: nc(1). */
void command_plain(const struct config *, struct buf *);

/* The same under TLS: openssl s_client.  The first option decides what it
 * shows; it ends when the check would not trust the server. */
void command_secure(const struct config *, const char *first, struct buf *);

/* Shows the certificate, whatever is wrong with it. */
void command_certificate(const struct config *, struct buf *);

/* The password, as an argument of another command that a shell fills in. */
void command_secret(const struct config *, struct buf *);

#endif
