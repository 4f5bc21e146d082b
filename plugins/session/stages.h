#ifndef STAGES_H
#define STAGES_H

#include <stdbool.h>
#include <stddef.h>

#include "config.h"
#include "deadline.h"
#include "error.h"
#include "state.h"

struct session;

/* The most rows that the table may have. */
#define STAGE_MAX 16

/* One step of the session.  A name may stand on two rows; its times add up. */
struct stage {
	const char *name; /* "auth": -w auth=2, -t auth=5, perfdata time_auth */
	const char *title;  /* for people */
	const char *metric; /* label of its time; NULL: it has none */
	bool (*planned)(const struct config *);
	/* 0: passed; when error is set all the same, the server did what was
	 * asked but not as it was expected to, and the session goes on.
	 * -1: failed, error set. */
	int (*run)(struct session *, struct deadline, struct error *);
	/* What a failure means unless --on-failure says otherwise: 5yz, no
	 * answer and all else; 4yz. */
	enum state permanent, transient;
};

/* In the order of the protocol. */
extern const struct stage stages[];
extern const size_t stage_count;

/* The table's own copy of this stage name; NULL: there is no such stage. */
const char *stage_find(const char *name);

/* Is this row the first with its name? */
bool stage_is_first(size_t row);

#endif
