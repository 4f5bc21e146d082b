/* One session: it runs the rows of the stage table. */
#include "session_run.h"

#include <string.h>

#include "clock.h"
#include "confine.h"
#include "tls_show.h"

/* Seconds that the server has to answer QUIT. */
#define QUIT_SECONDS 0.5

static double
seconds_between(int64_t from, int64_t to)
{
	return (double)(to - from) / (double)CLOCK_SECOND;
}

/* All rows of a stage share its time limit. */
static struct deadline
row_deadline(
    const struct session *session, const struct stage *rows, size_t row)
{
	enum stage_id id = rows[row].id;
	double left = config_stage_timeout(session->facts.config, id);

	for (size_t i = 0; i <= row; i++)
		if (rows[i].id == id)
			left -= session->facts.seen[i].seconds;
	if (left < 0)
		left = 0;
	return deadline_earlier(session->deadline, deadline_in(left));
}

bool
session_run_late(struct session *session, enum stage_id stage)
{
	struct observation *row = session->current;
	int64_t begins = session->facts.ended, late;

	/* All rows are over, and the server only has to answer QUIT. */
	if (row == &session->facts.quit || row->outcome != OUTCOME_SKIPPED)
		return false;
	if (stage >= STAGE_AFTERWARDS)
		begins = session->row_began;
	late = begins < session->deadline.at ? session->deadline.at : begins;
	row->outcome = OUTCOME_FAILED;
	row->seconds = seconds_between(begins, late);
	if (stage < STAGE_AFTERWARDS)
		session->facts.ended = late;
	(void)error_set(&row->error, ERROR_TIMEOUT, "no answer in time");
	return true;
}

/* Shows the watcher the session as it is, and as if this row had just run out
 * of time, if it wants that. */
static void
announce_row(struct session *session, enum stage_id stage,
    const struct session_watcher *watcher)
{
	struct observation *row = session->current;
	const double before = row->seconds;
	const int64_t ended = session->facts.ended;

	if (watcher == NULL ||
	    !watcher->row_begins(watcher->context, session, stage))
		return;
	(void)session_run_late(session, stage);
	watcher->row_is_late(watcher->context);
	row->outcome = OUTCOME_SKIPPED;
	row->seconds = before;
	error_clear(&row->error);
	session->facts.ended = ended;
}

/* In TLS 1.3 the server can refuse the client after the handshake has ended
 * (RFC 8446 4.4.2.4), so a later row meets that alert.  The failure still
 * belongs to the TLS stage. */
static void
blame_handshake(
    struct session *session, const struct stage *rows, size_t failed)
{
	struct observation *culprit = NULL;

	if (session->facts.seen[failed].error.kind != ERROR_TLS ||
	    rows[failed].id >= STAGE_AFTERWARDS)
		return;
	for (size_t i = 0; i < failed; i++)
		if (rows[i].id == STAGE_TLS &&
		    session->facts.seen[i].outcome == OUTCOME_PASSED)
			culprit = &session->facts.seen[i];
	if (culprit == NULL)
		return;
	culprit->outcome = OUTCOME_FAILED;
	culprit->error = session->facts.seen[failed].error;
	culprit->seconds += session->facts.seen[failed].seconds;
	buf_free(&session->facts.seen[failed].replies);
	memset(&session->facts.seen[failed], 0,
	    sizeof(session->facts.seen[failed]));
}

static enum outcome
run_row(struct session *session, const struct stage *rows, size_t row)
{
	struct observation *seen = session->current;
	int64_t began = clock_now(), ended;
	enum stage_result result = rows[row].run(
	    session, row_deadline(session, rows, row), &seen->error);

	ended = clock_now();
	if (rows[row].id < STAGE_AFTERWARDS)
		session->facts.ended = ended;
	seen->replies = session->heard;
	session->heard = (struct buf)BUF_INIT(SESSION_HEARD_LIMIT);
	/* A delivery began before the mailbox was looked into. */
	if (rows[row].id == STAGE_DELIVERY)
		seen->seconds = session->facts.round_trip->seconds;
	else
		seen->seconds += seconds_between(began, ended);
	seen->unasked = session->smtp != NULL && session->smtp->unasked;
	if (result == STAGE_FAILED)
		return OUTCOME_FAILED;
	return result == STAGE_PASSED ? OUTCOME_PASSED : OUTCOME_UNEXPECTED;
}

static void
send_quit(struct session *session)
{
	struct observation *quit = &session->facts.quit;
	struct buf text = BUF_INIT(REPLY_LIMIT);
	int64_t began = clock_now();
	int rc;

	if (session->smtp == NULL)
		return;
	session->current = quit;
	rc = smtp_quit(session->smtp, deadline_in(QUIT_SECONDS), &quit->error);
	if (rc == -1 && quit->error.kind == ERROR_NONE)
		return; /* the connection does not allow a QUIT any more */
	quit->outcome = rc == 0 ? OUTCOME_PASSED : OUTCOME_UNEXPECTED;
	quit->seconds = seconds_between(began, clock_now());
	if (rc == 0) {
		smtp_reply_quote(&session->smtp->reply, &text);
		session_note(session, "%s", buf_string(&text));
	}
	quit->replies = session->heard;
	session->heard = (struct buf)BUF_INIT(SESSION_HEARD_LIMIT);
	buf_free(&text);
}

/* Fails the last row if the server has sent more than the reply to it.  A 421
 * is allowed: the server may close the session at any time (RFC 5321 3.8). */
static void
refuse_surplus(struct session *session)
{
	struct observation *last = session->current;
	struct error found = { 0 };

	if (session->smtp == NULL || last->outcome == OUTCOME_FAILED ||
	    !smtp_has_surplus(session->smtp))
		return;
	if (smtp_look(session->smtp, &found) == 0 || found.code == 421)
		return;
	session->smtp->broken = true;
	last->error = found;
	last->unasked = true;
	last->outcome = OUTCOME_FAILED;
}

void
session_finish_details(struct session *session)
{
	struct buf *details = session->tls_config.details;

	if (details == NULL)
		return;
	if (session->facts.tls.version != NULL)
		tls_show(session->stream, &session->tls_config);
	redact_apply(&session->redact, details);
}

/* Ends the session with the SMTP server.  Some servers allow only one
 * connection at a time, so it must close before the next session begins; and a
 * server must not wait while this side waits for a mailbox. */
static void
end_session(struct session *session)
{
	refuse_surplus(session);
	send_quit(session);
	session_finish_details(session);
	stream_free(session->stream);
	session->stream = NULL;
	smtp_client_free(session->smtp);
	session->smtp = NULL;
}

bool
session_has_failed(const struct session *session)
{
	for (size_t i = 0; i < session->next_row; i++)
		if (session->facts.seen[i].outcome == OUTCOME_FAILED)
			return true;
	return false;
}

void
session_run(struct session *session, const struct stage *rows, size_t count,
    const struct session_watcher *watcher)
{
	bool open = true;

	if (session_has_failed(session))
		return;
	for (size_t i = session->next_row; i < count; i++) {
		session->next_row = i + 1;
		if (!rows[i].planned(session->facts.config))
			continue;
		if (open && rows[i].id >= STAGE_AFTERWARDS) {
			struct observation *last = session->current;

			end_session(session);
			open = false;
			if (last->outcome == OUTCOME_FAILED)
				break;
		}
		session->current = &session->facts.seen[i];
		confine_before(session, rows[i].id);
		if (rows[i].id >= STAGE_AFTERWARDS)
			session->row_began = clock_now();
		announce_row(session, rows[i].id, watcher);
		session->current->outcome = run_row(session, rows, i);
		if (session->current->outcome == OUTCOME_FAILED) {
			blame_handshake(session, rows, i);
			break;
		}
		if (session->facts.only != NULL && rows[i].id == STAGE_AUTH)
			break;
	}
	if (open)
		end_session(session);
}
