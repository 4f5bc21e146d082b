#ifndef SASL_H
#define SASL_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "error.h"

/* Bytes of one challenge or response, decoded. */
#define SASL_MESSAGE_LIMIT ((size_t)16 * 1024)

/* What a mechanism cannot do without. */
enum sasl_needs {
	SASL_NEEDS_USER = 1,
	SASL_NEEDS_PASSWORD = 2,
	SASL_NEEDS_BINDING = 4,
};

/* Who we are, and over what; borrowed for the time of the exchange. */
struct sasl_context {
	const char *user;           /* authentication identity, or NULL */
	const struct buf *password; /* or NULL */
	const struct buf *binding;  /* channel binding (RFC 5056), or NULL */
	bool secure;                /* encrypted, or it stays on this host */
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
	bool free_prompts; /* challenges need not be base64, nor be read */
	size_t state_size; /* bytes, zero before step 0, wiped in the end */
	/* Appends the response to a challenge. */
	enum sasl_status (*step)(void *state, const struct sasl_context *,
	    const struct buf *challenge, struct buf *response, struct error *);
};

/* In order of preference, strongest first; a NULL ends it. */
extern const struct sasl_mechanism *const sasl_mechanisms[];

/* By its name, in any case; NULL: there is none. */
const struct sasl_mechanism *sasl_find(const char *name);

/* The mechanism to use: the first of wanted (names with commas between them)
 * that the server offers, or the strongest when wanted is NULL.  offered are
 * its names with blanks between them.
 * NULL: error set, ERROR_UNSUPPORTED (not offered), or ERROR_USAGE (it would
 * give the password away, and context->secure is false). */
const struct sasl_mechanism *sasl_choose(const char *offered,
    const char *wanted, const struct sasl_context *, struct error *);

#endif
