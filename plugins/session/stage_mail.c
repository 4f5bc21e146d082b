/* The stages MAIL and RCPT: sender and recipients. */
#include "stages.h"

#include <stdio.h>
#include <string.h>

#include "mark.h"
#include "notes.h"
#include "refusals.h"
#include "session.h"
#include "text.h"

/* Writes the header and the plugin's own body.  A --body-file is not read here,
 * since it may be large: DATA sends it straight from the file. */
static int
compose_message(struct session *session, struct error *error)
{
	const struct config *config = session->facts.config;
	char from[sizeof(session->facts.name) + 32];
	char mark[MARK_SIZE], subject[MARK_SIZE + 1024];
	struct message message = {
		.from = from,
		.to = config->steps.to,
		.to_count = config->steps.to_count,
		.subject = config->steps.subject,
		.headers = config->steps.headers,
		.header_count = config->steps.header_count,
		.domain = session->facts.name,
		.token = session->facts.token,
		.eight_bit = session->body.eight_bit,
	};

	message_token(session->facts.token);
	if (config->steps.round_trip) {
		mark_print(session->facts.token, config->mailbox.series, mark);
		message.token = mark;
		(void)snprintf(subject, sizeof(subject), "%s %s",
		    config->steps.subject, mark);
		if (!config->steps.own_subject)
			message.subject = subject;
	}
	if (config->steps.from[0] != '\0')
		message.from = config->steps.from;
	else
		(void)snprintf(from, sizeof(from), "check_smtp_auth@%s",
		    session->facts.name);
	if (message_header(&message, &session->message) == -1 ||
	    (config->steps.body_file == NULL &&
		message_default_body(&message, &session->message) == -1))
		return error_set(
		    error, ERROR_USAGE, "the message's header is too long");
	return 0;
}

/* Does any address need SMTPUTF8 (RFC 6531)? */
static bool
needs_utf8(const struct config *config)
{
	bool ascii = text_is_ascii(config->steps.from);

	for (size_t i = 0; i < config->steps.to_count; i++)
		ascii = ascii && text_is_ascii(config->steps.to[i]);
	return !ascii;
}

/* Appends those parameters of MAIL that the session needs and the server
 * offers: SMTPUTF8, SIZE (RFC 1870) and BODY (RFC 6152). */
static int
put_mail_parameters(
    struct session *session, struct buf *out, struct error *error)
{
	const struct config *config = session->facts.config;
	const struct smtp_extensions *offered = &session->smtp->extensions;
	struct message_writer measure = { .client = NULL };

	if (needs_utf8(config)) {
		if (!smtp_extensions_has(offered, "SMTPUTF8"))
			return error_set(error, ERROR_UNSUPPORTED,
			    "an address is not ASCII, and the server does not "
			    "offer SMTPUTF8");
		(void)buf_puts(out, " SMTPUTF8");
	}
	if (!config->steps.send)
		return 0;
	if (compose_message(session, error) == -1 ||
	    message_write(&measure, buf_string(&session->message),
		session->message.len, DEADLINE_NOW, error) == -1)
		return -1;
	if (smtp_extensions_has(offered, "SIZE"))
		(void)buf_printf(
		    out, " SIZE=%zu", measure.size + session->body.size);
	if ((session->body.eight_bit || measure.eight_bit) &&
	    smtp_extensions_has(offered, "8BITMIME"))
		(void)buf_puts(out, " BODY=8BITMIME");
	return 0;
}

bool
stage_mail_planned(const struct config *config)
{
	return config->steps.has_sender;
}

enum stage_result
stage_mail(
    struct session *session, struct deadline deadline, struct error *error)
{
	struct smtp_client *smtp = session->smtp;
	struct buf parameters = BUF_INIT(256);
	const char *from = session->facts.config->steps.from;
	bool null = from[0] == '\0';
	int rc = put_mail_parameters(session, &parameters, error);

	if (rc == 0)
		rc = smtp_command(smtp, deadline, error, "MAIL FROM:<%s>%s",
		    from, buf_string(&parameters));
	buf_free(&parameters);
	if (rc == -1)
		return STAGE_FAILED;
	if (smtp_expect(smtp, 250, error) == -1) {
		session_note(session,
		    null ? "null sender%s refused" : "sender <%s> refused",
		    from);
		return STAGE_FAILED;
	}
	smtp->transaction = true;
	note_reply_to(session, null ? "null sender" : "sender <", from,
	    null ? " accepted" : "> accepted");
	return STAGE_PASSED;
}

/* Receives the reply to one RCPT.  -1: error set, no reply came. */
static int
receive_recipient(struct session *session, const char *address,
    struct deadline deadline, struct refusals *refusals, struct error *error)
{
	struct smtp_client *smtp = session->smtp;
	int code;

	if (smtp_receive(smtp, deadline, error) == -1)
		return -1;
	code = smtp->reply.code;
	if (code != 250 && code != 251 && code != 252)
		refusals_add(refusals, &smtp->reply, address);
	return 0;
}

/* With PIPELINING (RFC 2920) all RCPT commands leave before the first reply is
 * read; without it each one waits for its reply. */
static int
ask_recipients(struct session *session, struct deadline deadline,
    struct refusals *refusals, struct error *error)
{
	const struct config *config = session->facts.config;
	struct smtp_client *smtp = session->smtp;
	bool pipelined = smtp_extensions_has(&smtp->extensions, "PIPELINING");

	for (size_t i = 0; i < config->steps.to_count; i++)
		if (smtp_send(smtp, deadline, error, "RCPT TO:<%s>",
			config->steps.to[i]) == -1 ||
		    (!pipelined &&
			receive_recipient(session, config->steps.to[i],
			    deadline, refusals, error) == -1))
			return -1;
	for (size_t i = 0; pipelined && i < config->steps.to_count; i++)
		if (receive_recipient(session, config->steps.to[i], deadline,
			refusals, error) == -1)
			return -1;
	return 0;
}

bool
stage_rcpt_planned(const struct config *config)
{
	return config->steps.to_count > 0;
}

enum stage_result
stage_rcpt(
    struct session *session, struct deadline deadline, struct error *error)
{
	size_t count = session->facts.config->steps.to_count;
	struct refusals refusals = REFUSALS_INIT;
	char words[64];
	int rc = ask_recipients(session, deadline, &refusals, error);

	if (refusals_conclude(
		session, &refusals, count, "recipient", rc, error) == -1)
		return STAGE_FAILED;
	(void)snprintf(words, sizeof(words), "%zu recipient%s accepted", count,
	    count == 1 ? "" : "s");
	note_reply_to(session, "", words, "");
	return STAGE_PASSED;
}
