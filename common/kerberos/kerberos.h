#ifndef KERBEROS_H
#define KERBEROS_H

#include <stdbool.h>

#include "buf.h"
#include "deadline.h"
#include "error.h"

/* Who proves to which service who it is. */
struct kerberos_login {
	const char *service, *host; /* "smtp", "mail.example.com" */
	const char *principal;      /* "probe@EXAMPLE.COM"; NULL: that of the
				     * default cache */
	const char *keytab;         /* a file with the key of the principal;
				     * NULL: the default cache has a ticket */
	const struct buf *binding;  /* of the TLS session (RFC 5929), or NULL */
};

/* A security context of Kerberos V5 (RFC 4121), by libgssapi_krb5, which is
 * loaded here.  With a keytab the tickets stay in the memory of the process,
 * and are wiped. */
struct kerberos;

/* NULL: error set, ERROR_USAGE: the library is not installed. */
struct kerberos *kerberos_open(const struct kerberos_login *, struct error *);

/* Takes a token of the server (at first an empty one), and appends the next for
 * it, which may be empty.  *done: the context stands, and the server has proved
 * who it is.  Where Kerberos must be asked, it waits until the deadline.
 * -1: error set:
 * - ERROR_USAGE: there is no ticket, or no key in the keytab;
 * - ERROR_RETRY: no server of Kerberos can be reached;
 * - ERROR_REJECTED: the ticket has expired, the service is not known, ...;
 * - ERROR_PROTOCOL: the server's token is wrong;
 * - ERROR_TIMEOUT. */
int kerberos_step(struct kerberos *, const struct buf *in, struct buf *out,
    bool *done, struct deadline, struct error *);

/* Appends the content of a message of the server, or a message for it; neither
 * is encrypted.  -1: error set. */
int kerberos_unwrap(
    struct kerberos *, const struct buf *in, struct buf *out, struct error *);
int kerberos_wrap(
    struct kerberos *, const struct buf *in, struct buf *out, struct error *);

void kerberos_close(struct kerberos *);

#endif
