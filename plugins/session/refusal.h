#ifndef REFUSAL_H
#define REFUSAL_H

#include <stddef.h>

#include "config.h"
#include "error.h"
#include "session.h"
#include "state.h"

/* What a server must refuse: --refuse NAME.  Each is an ordinary session with
 * another config, and a judgement that turns the usual one round. */
struct refusal {
	const char *name;
	const char *accepted; /* what it means when the server does not */
	/* Makes the config of the ordinary check that of this one.  -1: error
	 * set, it cannot be asked for with these options. */
	int (*adapt)(struct config *, struct error *);
	/* Did the server refuse?  STATE_OK it did, STATE_CRITICAL it did not,
	 * STATE_UNKNOWN it could not be asked.  *row is where that was seen,
	 * stage_count: nowhere. */
	enum state (*judge)(const struct session *, size_t *row);
};

extern const struct refusal refusals[];
extern const size_t refusal_count;

/* By its name, in any case.  NULL: there is none. */
const struct refusal *refusal_find(const char *name);

#endif
