/* Removes the messages of the series from the mailbox. */
#include "removal.h"

#include "clock.h"
#include "mailbox_session.h"

/* Seconds to tidy up: at least, even when the time is over, and at most. */
#define TIDY_LEAST 0.4
#define TIDY_MOST 2.0

void
removal_run(struct removal *to, struct session *session,
    struct arrivals *arrivals, struct deadline deadline)
{
	const struct mailbox_search check = arrivals_check(arrivals);
	struct round_trip_facts *facts = session->facts.round_trip;
	unsigned int kept = 0;
	int64_t began =
	    facts->handed_in.date -
	    (facts->handed_in.clock - session->facts.began) / CLOCK_SECOND;

	for (size_t i = 0; i < arrivals->count; i++) {
		enum mailbox_removal removal = MAILBOX_NOT_REMOVED;
		struct error found = { 0 };

		if (session->facts.config->mailbox.keep ||
		    !arrivals_may_remove(arrivals, i, began))
			continue;
		if (session->mailbox != NULL)
			removal = mailbox_remove(session->mailbox,
			    &arrivals->list[i].message, &check, deadline,
			    &found);
		else
			(void)error_set(
			    &found, ERROR_CLOSED, "the session is over");
		facts->removed += removal == MAILBOX_REMOVED;
		to->flagged += removal == MAILBOX_FLAGGED;
		kept += removal == MAILBOX_NOT_REMOVED;
		if (to->error.kind == ERROR_NONE)
			to->error = found;
	}
	/* A later session of POP3 finds again what could not be removed. */
	if (kept > to->kept)
		to->kept = kept;
}

/* Ends the session.  What POP3 was to remove is gone only if that succeeds. */
static void
leave(struct removal *to, struct session *session, struct deadline deadline)
{
	struct round_trip_facts *facts = session->facts.round_trip;
	struct error found = { 0 };
	int rc = mailbox_session_close(session, deadline, &found);

	if (to->error.kind == ERROR_NONE)
		to->error = found;
	if (rc == -1 &&
	    session->facts.config->mailbox.protocol == MAILBOX_POP3 &&
	    facts->removed > 0) {
		to->kept += facts->removed;
		facts->removed = 0;
	}
}

void
removal_end(
    struct removal *to, struct session *session, struct arrivals *arrivals)
{
	struct buf *notes = &session->facts.round_trip->notes;
	double left = deadline_left(session->deadline);
	struct deadline deadline = deadline_in(
	    left > TIDY_MOST ? TIDY_MOST
			     : (left < TIDY_LEAST ? TIDY_LEAST : left));

	removal_run(to, session, arrivals, deadline);
	leave(to, session, deadline);
	redact_string(&session->at_mailbox->redact, to->error.text,
	    sizeof(to->error.text));
	if (to->kept > 0)
		(void)buf_printf(notes,
		    "%u message%s could not be removed: %s\n", to->kept,
		    to->kept == 1 ? "" : "s", to->error.text);
	if (to->flagged > 0)
		(void)buf_printf(notes,
		    "%u message%s only marked as deleted: the server does not "
		    "offer UIDPLUS\n",
		    to->flagged, to->flagged == 1 ? " is" : "s are");
}
