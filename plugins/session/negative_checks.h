#ifndef NEGATIVE_CHECKS_H
#define NEGATIVE_CHECKS_H

#include <stddef.h>

#include "config.h"
#include "error.h"
#include "facts.h"
#include "state.h"

/* What a server must refuse: --refuse NAME.  It is a session with a config of
 * its own, and a judgement that turns the usual one round. */
struct negative_check {
	const char *name;
	const char *accepted; /* what it means when the server does not */
	/* Adds what the session asks the server to the config of its own, which
	 * is the user's without any steps.  -1: error set, it cannot be asked
	 * with these options. */
	int (*prepare)(
	    struct config *own, const struct config *user, struct error *);
	/* Did the server refuse?  STATE_OK it did, STATE_CRITICAL it did not,
	 * STATE_UNKNOWN it could not be asked.  *row is where that was seen,
	 * STAGE_ROWS: nowhere. */
	enum state (*judge)(const struct session_facts *, size_t *row);
};

/* By their id: see negative_check_table.h. */
extern const struct negative_check negative_checks[NEGATIVE_COUNT];

#endif
