#ifndef SASL_H
#define SASL_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "error.h"
#include "redact.h"

/* Bytes of one challenge or response, decoded. */
#define SASL_MESSAGE_LIMIT ((size_t)16 * 1024)

/* Characters of a mechanism's name (RFC 4422 3.1). */
#define SASL_NAME_LIMIT 20

/* What a mechanism cannot do without. */
enum sasl_needs {
	SASL_NEEDS_USER = 1,
	SASL_NEEDS_PASSWORD = 2,
	SASL_NEEDS_BINDING = 4,
	SASL_NEEDS_CERTIFICATE = 8,
};

/* Channel binding data (RFC 5056) of the TLS session. */
struct sasl_binding {
	const char *type; /* as registered with IANA: "tls-exporter" */
	struct buf data;
};

/* Who we are, and over what; borrowed for the time of the exchange. */
struct sasl_context {
	const char *user;           /* authentication identity, or NULL */
	const struct buf *password; /* or token; NULL: none */
	const char *authzid;        /* to act as, or NULL */
	const char *host;           /* the server's name, or NULL */
	unsigned int port;
	const struct sasl_binding *binding; /* NULL: none is possible */
	bool certificate;                   /* TLS has shown one of ours */
	bool binding_offered;  /* the server has some -PLUS mechanism */
	bool secure;           /* encrypted, or it stays on this host */
	const char *nonce;     /* ours, for tests; NULL: by chance */
	struct redact *redact; /* see sasl_hide(); or NULL */
	const struct sasl_mechanism *mechanism; /* the one that runs */
};

enum sasl_status {
	SASL_FAIL = -1, /* error set */
	SASL_MORE,      /* response ready, another challenge must come */
	SASL_DONE,      /* response ready; success is credible from now on */
};

/* A mechanism (RFC 4422) turns challenges into responses; it never does I/O. */
struct sasl_mechanism {
	const char *name;   /* as registered with IANA */
	unsigned int needs; /* of enum sasl_needs */
	bool
	    client_first; /* the first challenge is empty and may be left out */
	bool cleartext;   /* shows the password to whoever listens */
	bool by_name;     /* never taken unless it is asked for */
	bool token;       /* the password is an OAuth access token */
	bool mutual;      /* the server must prove itself, too */
	int variant;      /* for rows that share a step() */
	bool free_prompts; /* challenges need not be base64, nor be read */
	size_t state_size; /* bytes, zero before step 0, wiped in the end */
	/* Appends the response to a challenge. */
	enum sasl_status (*step)(void *state, const struct sasl_context *,
	    const struct buf *challenge, struct buf *response, struct error *);
	/* Appends what the server said beyond its reply code; a mechanism that
	 * has this takes one more challenge after SASL_DONE (RFC 7628 3.2.2).
	 * May be NULL. */
	void (*explain)(const void *state, struct buf *);
};

/* In order of preference, strongest first; a NULL ends it. */
extern const struct sasl_mechanism *const sasl_mechanisms[];

/* For mechanisms: this text, of us or of the server, proves the password.  Who
 * sees it can guess the password at leisure, so nobody shall. */
void sasl_hide(const struct sasl_context *, const char *, size_t);

/* By its name, in any case; NULL: there is none. */
const struct sasl_mechanism *sasl_find(const char *name);

/* Is it offered, wanted (NULL: any but those that must be named), within our
 * means, and safe?  The lists are those of sasl_choose(). */
bool sasl_possible(const struct sasl_mechanism *, const char *offered,
    const char *wanted, const struct sasl_context *);

/* The mechanism to use: the first of wanted (names with commas between them)
 * that the server offers, or the strongest when wanted is NULL.  offered are
 * its names with blanks between them.
 * NULL: error set, ERROR_UNSUPPORTED (not offered), or ERROR_USAGE (it would
 * give the password away, and context->secure is false). */
const struct sasl_mechanism *sasl_choose(const char *offered,
    const char *wanted, const struct sasl_context *, struct error *);

#endif
