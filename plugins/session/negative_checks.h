#ifndef NEGATIVE_CHECKS_H
#define NEGATIVE_CHECKS_H

#include <stddef.h>

#include "config.h"
#include "error.h"
#include "facts.h"
#include "state.h"

/* A negative check (--refuse NAME) tries, in a session of its own, something
 * that the server must refuse.  The check passes when the server refuses. */
struct negative_check {
	const char *name;     /* what users write in --refuse */
	const char *accepted; /* the finding when the server does not refuse */
	/* Changes the config of this session, so that it tries what the server
	 * must refuse.  "own" starts as a copy of "user" without its steps.
	 * -1: error set; the check is impossible with the user's options. */
	int (*prepare)(
	    struct config *own, const struct config *user, struct error *);
	/* Judges the session after it has ended.  STATE_OK: the server refused;
	 * STATE_CRITICAL: it did not; STATE_UNKNOWN: the facts do not tell.
	 * *row becomes the deciding row; STAGE_ROWS: there is none. */
	enum state (*judge)(const struct session_facts *, size_t *row);
};

/* The index is the id: see negative_check_table.h. */
extern const struct negative_check negative_checks[NEGATIVE_COUNT];

#endif
