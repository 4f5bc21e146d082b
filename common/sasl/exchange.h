#ifndef EXCHANGE_H
#define EXCHANGE_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "deadline.h"
#include "error.h"
#include "sasl.h"

/* The most challenges of one exchange: two more than SCRAM needs. */
#define SASL_ROUNDS 6

/* What the server said last. */
enum sasl_answer {
	SASL_ANSWER_FAILED = -1, /* no answer came: error set */
	SASL_CHALLENGES,
	SASL_ACCEPTS,
	SASL_OTHER, /* it refuses, or says what does not belong here */
};

/* How a protocol carries an exchange (RFC 4422 4): with "334" or "+", on lines
 * of its own length.  "protocol" is what the caller gives. */
struct sasl_wire {
	/* May a response of so many characters go with the command? */
	bool (*takes_initial)(
	    void *protocol, const struct sasl_mechanism *, size_t);
	/* Sends the command, with the initial response in base64 unless that is
	 * NULL, and reads the answer. */
	enum sasl_answer (*start)(void *protocol, const struct sasl_mechanism *,
	    const struct buf *initial, struct deadline, struct error *);
	/* Sends a response in base64, which may be empty; reads the answer. */
	enum sasl_answer (*respond)(void *protocol, const struct buf *response,
	    struct deadline, struct error *);
	/* The text of the challenge that came last, still in base64.  NULL: it
	 * is not the line that it should be. */
	const char *(*challenge)(void *protocol, size_t *len);
	/* Sets the error for SASL_OTHER, in the server's words. */
	void (*refuse)(void *protocol, struct error *);
};

/* Runs the exchange of this mechanism.  0: the server accepts, and the
 * mechanism has finished.  -1: error set; if the last answer was a challenge,
 * the exchange is still open, and the protocol has to cancel it. */
int sasl_exchange(const struct sasl_wire *, void *protocol,
    const struct sasl_mechanism *, const struct sasl_context *, struct deadline,
    struct error *);

#endif
