#ifndef EXPLAIN_COMMAND_H
#define EXPLAIN_COMMAND_H

#include "buf.h"
#include "config.h"

/* Command lines for a POSIX shell, each of which does a part of the check.
 * Each function appends one command line, without its line end. */

/* Appends one word that the user gave, quoted for the shell.  The password in
 * it is hidden. */
void command_word(const struct config *, const char *, struct buf *);

/* getent(1): looks up the addresses of the host. */
void command_lookup(const struct config *, struct buf *);

/* dig(1): looks up the TLSA records of the host. */
void command_records(const struct config *, struct buf *);

/* dig(1) and curl(1): show the MTA-STS policy of the domain. */
void command_policy(const struct config *, struct buf *);

/* nc(1): connects, and closes at once. */
void command_knock(const struct config *, struct buf *);

/* nc(1): opens a session in clear. */
void command_plain(const struct config *, struct buf *);

/* openssl s_client: opens a session under TLS.  first: the option that says how
 * much it prints, "-quiet" or "-brief".  It ends with an error when the check
 * would not trust the certificate. */
void command_secure(const struct config *, const char *first, struct buf *);

/* openssl s_client: shows the certificate, even if it is not trusted. */
void command_certificate(const struct config *, struct buf *);

/* Appends a word that the shell replaces with the password when the command
 * runs. */
void command_secret(const struct config *, struct buf *);

#endif
