/* The notes of a stage that quote the server or the user. */
#include "notes.h"

#include "redact_copy.h"

/* The most characters of an address or a command that a note shows. */
#define TEXT_SHOWN 60

void
note_reply(struct session *session, const char *before)
{
	struct buf reply = BUF_INIT(REPLY_LIMIT);

	smtp_reply_quote(&session->smtp->reply, &reply);
	session_note(session, "%s%s", before, buf_string(&reply));
	buf_free(&reply);
}

void
note_reply_to(struct session *session, const char *before, const char *text,
    const char *after)
{
	struct buf note = BUF_INIT(REPLY_LIMIT);

	(void)buf_puts(&note, before);
	note_put_text(session, text, &note);
	(void)buf_printf(&note, "%s: ", after);
	note_reply(session, buf_string(&note));
	buf_free(&note);
}

void
note_put_text(const struct session *session, const char *text, struct buf *out)
{
	struct buf copy = redact_copy(&session->facts.config->redact, text);

	(void)buf_put_printable(out, buf_string(&copy), copy.len, TEXT_SHOWN);
	buf_free(&copy);
}
