#ifndef LAST_WORDS_H
#define LAST_WORDS_H

#include "facts.h"
#include "plan.h"
#include "session_run.h"

/* What the program says if it ends before its time, in whatever row. */
struct last_words {
	const struct check_facts *check; /* borrowed */
	/* The watcher of the sessions. */
	struct session_watcher watcher;
	/* Private: the row that runs, and what is said where that has to be
	 * known beforehand. */
	struct session *session;
	enum stage_id stage;
	struct report *ended; /* owned */
};

/* From now on the watchdog knows what to say about the sessions of this plan.
 */
void last_words_begin(struct last_words *, const struct plan *);
void last_words_end(struct last_words *);

#endif
