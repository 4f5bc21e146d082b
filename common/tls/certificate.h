#ifndef CERTIFICATE_H
#define CERTIFICATE_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "certificate_facts.h"
#include "certificate_pin.h"
#include "certificate_store.h"
#include "error.h"
#include "tlsa.h"

struct ssl_st; /* OpenSSL's SSL */

/* What the certificate must be, beside valid. */
struct certificate_policy {
	const char *name; /* host name or numeric address; NULL: any */
	const struct certificate_pin *pins; /* one must fit, if there are any */
	size_t pin_count;
	bool need_status; /* a good OCSP answer must be stapled; needs
			   * tls_config.ask_status */
	/* TLSA records decide in place of the store; one of usage 3 also in
	 * place of name and dates (RFC 7672).  NULL: no DANE. */
	const struct tlsa *tlsa;
	struct buf *details; /* borrowed: how the verification went is
			      * described here; NULL: not wanted */
};

/* Verifies the chain of a session whose handshake is over, holds the
 * certificate against the policy, and writes down all that is wrong.
 * -1: error set, nothing could be judged. */
int certificate_examine(struct ssl_st *, struct certificate_store *,
    const struct certificate_policy *, struct certificate_facts *,
    struct error *);

#endif
