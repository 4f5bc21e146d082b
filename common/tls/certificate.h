#ifndef CERTIFICATE_H
#define CERTIFICATE_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "error.h"
#include "tlsa.h"

struct ssl_st;        /* OpenSSL's SSL */
struct x509_store_st; /* OpenSSL's X509_STORE */

/* Where trust comes from; both NULL: the system's store. */
struct certificate_trust {
	const char *file; /* certificates in PEM */
	const char *path; /* a directory that "openssl rehash" has seen */
};

/* What may be wrong with a certificate. */
enum certificate_fault {
	CERTIFICATE_DANE,          /* no TLSA record is for it (RFC 7671) */
	CERTIFICATE_CHAIN,         /* no way to a trusted root */
	CERTIFICATE_NAME,          /* it is for somebody else (RFC 9525) */
	CERTIFICATE_PURPOSE,       /* it is not for servers, or too weak */
	CERTIFICATE_NOT_YET_VALID, /* its time has not come */
	CERTIFICATE_EXPIRED,       /* its time is over */
	CERTIFICATE_PIN,           /* it is none of those that were named */
	CERTIFICATE_STATUS,        /* no good OCSP answer came with it */
	CERTIFICATE_KINDS
};

#define CERTIFICATE_FAULTS 6
/* Bytes for a name or the words for a fault, printable. */
#define CERTIFICATE_TEXT_SIZE 320

/* SHA-256 of a certificate or of its public key (SPKI, RFC 7469 2.4). */
struct certificate_pin {
	unsigned char digest[32];
};

/* Reads "sha256:HEX", in any case, with or without colons.  -1: it is
 * something else. */
int certificate_pin_parse(struct certificate_pin *, const char *);

/* What the certificate must be, beside valid. */
struct certificate_policy {
	const char *name; /* host name or numeric address; NULL: any */
	const struct certificate_pin *pins; /* one must fit, if there are any */
	size_t pin_count;
	/* Stapled, if tls_config.ask_status has asked for it. */
	bool need_status; /* a good OCSP answer */
	/* Instead of a store; of usage 3 instead of name and dates, too (RFC
	 * 7672).  NULL: they have no say. */
	const struct tlsa *tlsa;
	struct buf *details; /* borrowed: the way of the verification goes
			      * there; NULL: nobody asks */
};

/* What was found out about the server's certificate. */
struct certificate_facts {
	bool seen;
	char subject[CERTIFICATE_TEXT_SIZE]; /* "CN=mail.example.com" */
	char issuer[CERTIFICATE_TEXT_SIZE];  /* "R11" */
	/* Of the certificate that expires first, of those that matter: the
	 * verified chain without its root, or what was sent. */
	double seconds;  /* until it expires; negative when it has */
	double lifetime; /* seconds from its first to its last */
	char earliest[CERTIFICATE_TEXT_SIZE]; /* it is this CA's; "": the
						 server's own */
	struct {
		enum certificate_fault fault;
		char text[CERTIFICATE_TEXT_SIZE];
	} faults[CERTIFICATE_FAULTS];
	size_t fault_count;
	char dane[40];       /* "DANE-EE 3 1 1 matched"; "": no record has */
	bool dates_are_void; /* by that record (RFC 7672 3.1.1) */
	char status[CERTIFICATE_TEXT_SIZE]; /* OCSP; "": not asked for */
	unsigned int kinds; /* a bit for each fault, also those not listed */
};

/* Opens the store; of a hashed directory, the system's too, a root is read only
 * when it is asked for.  NULL: error set, ERROR_USAGE. certificate_store_free()
 * takes it back. */
struct certificate_store *certificate_store_open(
    const struct certificate_trust *, struct error *);
void certificate_store_free(struct certificate_store *); /* NULL is nothing */

/* Verifies the chain of a session whose handshake is over, holds the
 * certificate against the policy, and writes down all that is wrong.
 * -1: error set, nothing could be judged. */
int certificate_examine(struct ssl_st *, struct certificate_store *,
    const struct certificate_policy *, struct certificate_facts *,
    struct error *);

#endif
