#ifndef STAGE_TIMES_H
#define STAGE_TIMES_H

#include "buf.h"
#include "facts.h"

/* Adds up the times of all rows of a stage.  false: the stage did not run. */
bool stage_times_sum(
    const struct session_facts *, enum stage_id, double *seconds);

/* The stage that took longest, in one of the sessions. */
struct slowest {
	const struct session_facts *session; /* NULL: no stage was timed */
	enum stage_id stage;
	double seconds;
};

/* Finds the slowest stage of those that the total time contains.  The stage
 * "but" of this session does not count; NULL: all count. */
struct slowest stage_times_slowest(const struct check_facts *,
    const struct session_facts *, enum stage_id but);

/* Appends "auth", or "auth of LOGIN" and "auth of refuse bad-password" if it
 * was not in the ordinary session. */
void stage_times_put_name(
    const struct session_facts *, enum stage_id, struct buf *);

/* Appends "connect took 7.2 s", with these words before it, if another stage
 * than this one of the failed session took more than half of the check's time:
 * it is the cause.  false: no stage did. */
bool stage_times_put_cause(const struct check_facts *,
    const struct session_facts *failed, enum stage_id, const char *before,
    struct buf *);

/* Appends which time limit of -t was reached, the stage's or the whole check's,
 * and the cause: " (the whole check has 10 s, by -t; connect took 7.2 s)". */
void stage_times_put_limit(const struct check_facts *,
    const struct session_facts *, enum stage_id, struct buf *);

#endif
