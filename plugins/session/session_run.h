#ifndef SESSION_RUN_H
#define SESSION_RUN_H

#include <stdbool.h>

#include "session.h"

/* Who must know what to say if a row does not come to its end. */
struct session_watcher {
	/* A row of this stage is about to run in the session.  true: it is
	 * shown as late, too. */
	bool (*row_begins)(void *context, struct session *, enum stage_id);
	/* Right after that: the facts are as if the row had run out of time. */
	void (*row_is_late)(void *context);
	void *context;
};

/* Runs the planned rows in order, up to so many rows of the table; a further
 * call runs those that follow.  Stops after the first row that fails, and after
 * AUTH if facts.only is set.  Then sends QUIT and closes the connection.  The
 * watcher may be NULL. */
void session_run(struct session *, const struct stage *, size_t count,
    const struct session_watcher *);

/* Has any row failed that has run so far? */
bool session_has_failed(const struct session *);

/* Completes what -vvv shows of the TLS session.  Called once, when the stream
 * is about to be freed, so that its counts of bytes are final. */
void session_finish_details(struct session *);

/* Makes the facts as if the row of this stage that runs now had run out of
 * time. false: no row runs.  The session must not go on. */
bool session_run_late(struct session *, enum stage_id);

#endif
