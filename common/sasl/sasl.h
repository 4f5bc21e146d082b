#ifndef SASL_H
#define SASL_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "deadline.h"
#include "error.h"
#include "redact.h"

/* Bytes of one challenge or response, decoded. */
#define SASL_MESSAGE_LIMIT ((size_t)16 * 1024)

/* Characters of a mechanism's name (RFC 4422 3.1). */
#define SASL_NAME_LIMIT 20

/* What a mechanism needs; a bit each. */
enum sasl_needs {
	SASL_NEEDS_USER = 1,
	SASL_NEEDS_PASSWORD = 2,
	SASL_NEEDS_BINDING = 4,     /* channel binding data */
	SASL_NEEDS_CERTIFICATE = 8, /* a client certificate */
	SASL_NEEDS_TICKET = 16,     /* of Kerberos */
};

/* Channel binding data (RFC 5056) of the TLS session. */
struct sasl_binding {
	const char *type; /* as registered with IANA: "tls-exporter" */
	struct buf data;
};

/* Who logs in, and over which connection.  All of it is borrowed until the end
 * of the exchange. */
struct sasl_context {
	const char *user;           /* authentication identity, or NULL */
	const struct buf *password; /* or token, or NULL */
	const char *authzid;        /* identity to act as, or NULL */
	const char *host;           /* the server's name, or NULL */
	unsigned int port;
	const char *service; /* as in GSSAPI: "imap", "pop"; NULL: "smtp" */
	const struct sasl_binding *binding; /* NULL: TLS gives none */
	bool ticket;                        /* Kerberos may be asked for one */
	const char *keytab; /* its file; NULL: the default cache has it */
	const struct buf *endpoint; /* "tls-server-end-point:..." of the TLS
				     * session (RFC 5929), or NULL */
	struct deadline deadline;   /* for those who must ask others */
	bool certificate;           /* TLS has sent a client certificate */
	bool binding_offered;       /* the server offers a -PLUS mechanism */
	bool secure;                /* encrypted, or within this host */
	const char *nonce;          /* for tests; NULL: take a random one */
	struct redact *redact;      /* see sasl_hide(); or NULL */
	const struct sasl_mechanism *mechanism; /* the one that runs */
};

enum sasl_status {
	SASL_FAIL = -1, /* error set */
	SASL_MORE,      /* response ready; another challenge must come */
	SASL_DONE,      /* response ready; the server may say yes now */
};

/* A mechanism (RFC 4422) turns challenges into responses.  It does no I/O with
 * the server. */
struct sasl_mechanism {
	const char *name;   /* as registered with IANA */
	unsigned int needs; /* of enum sasl_needs */

	/* The client speaks first: step() gets an empty challenge, and its
	 * response may go with the AUTH command. */
	bool client_first;
	bool cleartext;    /* sends the secret itself, so it wants TLS */
	bool by_name;      /* "auto" never takes it */
	bool token;        /* the password is an OAuth access token */
	bool mutual;       /* the server must prove itself, too */
	bool free_prompts; /* challenges are not decoded, and not read */
	int variant;       /* for mechanisms that share a step() */
	size_t state_size; /* bytes of state: zero at first, wiped at the end */

	/* Appends the response to a challenge.  Both are without base64. */
	enum sasl_status (*step)(void *state, const struct sasl_context *,
	    const struct buf *challenge, struct buf *response, struct error *);
	/* Appends the reason that the server gave in its challenges before it
	 * refused.  May be NULL; a mechanism that has it takes one more
	 * challenge after SASL_DONE (RFC 7628 3.2.2). */
	void (*explain)(const void *state, struct buf *);
	/* Releases what the state holds besides its bytes.  May be NULL. */
	void (*end)(void *state);
};

/* In order of preference, strongest first; a NULL ends it. */
extern const struct sasl_mechanism *const sasl_mechanisms[];

/* For mechanisms: hides this text from all output, in what we send and in what
 * the server sends.  It is computed from the password, so who sees it can try
 * passwords until one fits. */
void sasl_hide(const struct sasl_context *, const char *, size_t);

/* By its name, in any case; NULL: there is none. */
const struct sasl_mechanism *sasl_find(const char *name);

/* Can this mechanism log in here: is it offered and wanted, do we have what it
 * needs, and is it safe?  For the lists see sasl_choose(). */
bool sasl_possible(const struct sasl_mechanism *, const char *offered,
    const char *wanted, const struct sasl_context *);

/* Does this list, as for sasl_choose(), have a -PLUS mechanism, which binds the
 * login to the TLS session (RFC 5802 6)? */
bool sasl_offers_binding(const char *offered);

/* The mechanism to use.  offered has the server's names with blanks between
 * them, wanted the user's with commas; the first wanted one that is offered is
 * chosen.  If wanted is NULL, the strongest one is, but none that is by_name.
 * NULL: error set, ERROR_UNSUPPORTED (not offered, or it needs what we do not
 * have), or ERROR_USAGE (it would show the password, and context->secure is
 * false). */
const struct sasl_mechanism *sasl_choose(const char *offered,
    const char *wanted, const struct sasl_context *, struct error *);

#endif
