/* The stage MAILBOX: opens the mailbox in which the message must arrive. */
#include "stages.h"

#include <time.h>

#include "clock.h"
#include "mailbox_session.h"
#include "notes.h"
#include "session.h"

bool
stage_round_trip_planned(const struct config *config)
{
	return config->steps.round_trip;
}

/* ", SCRAM-SHA-256 as probe, INBOX and Junk" */
static void
put_login(const struct session *session, struct buf *note)
{
	const struct round_trip_facts *facts = session->facts.round_trip;
	const char *user = session->facts.config->mailbox.login.user;

	(void)buf_printf(
	    note, ", %s", facts->method == NULL ? "" : facts->method);
	if (user != NULL) {
		(void)buf_puts(note, " as ");
		note_put_text(session, user, note);
	}
	if (session->facts.config->mailbox.protocol == MAILBOX_POP3)
		return;
	(void)buf_printf(note, ", %s%s%s", facts->folder,
	    facts->junk[0] == '\0' ? "" : " and ", facts->junk);
}

enum stage_result
stage_mailbox(
    struct session *session, struct deadline deadline, struct error *error)
{
	struct buf note = BUF_INIT((size_t)4 * NOTE_SIZE);
	int rc = mailbox_session_open(session, &note, deadline, error);

	if (rc == 0)
		put_login(session, &note);
	redact_apply(&session->at_mailbox->redact, &note);
	session_note(session, "%s", buf_string(&note));
	buf_free(&note);
	return rc == 0 ? STAGE_PASSED : STAGE_FAILED;
}
