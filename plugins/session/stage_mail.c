#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "body.h"
#include "memory.h"
#include "message.h"
#include "session.h"
#include "text.h"

/* Characters of an address or a command that a note shows. */
#define SHOWN 60

/* What the user gave, short and without the password. */
static void
put_short(const struct session *session, struct buf *out, const char *text)
{
	struct buf copy = BUF_INIT(LINE_LIMIT);

	(void)buf_puts(&copy, text);
	redact_apply(&session->facts.config->redact, copy.data, copy.len);
	(void)buf_put_printable(out, buf_string(&copy), copy.len, SHOWN);
	buf_free(&copy);
}

/* "before text after: reply" as a note. */
static void
note_reply(struct session *session, const char *before, const char *text,
    const char *after)
{
	struct buf note = BUF_INIT(REPLY_LIMIT);

	(void)buf_puts(&note, before);
	put_short(session, &note, text);
	(void)buf_printf(&note, "%s: ", after);
	smtp_reply_quote(&session->smtp->reply, &note);
	session_note(session, "%s", buf_string(&note));
	buf_free(&note);
}

/* Writes the message, but for the user's own body, which stays in its file. */
static int
compose(struct session *session, struct error *error)
{
	const struct config *config = session->facts.config;
	char from[sizeof(session->facts.name) + 32];
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

/* Does an address need RFC 6531? */
static bool
needs_utf8(const struct config *config)
{
	bool ascii = text_is_ascii(config->steps.from);

	for (size_t i = 0; i < config->steps.to_count; i++)
		ascii = ascii && text_is_ascii(config->steps.to[i]);
	return !ascii;
}

/* The parameters of MAIL that are offered and needed. */
static int
put_parameters(struct session *session, struct buf *out, struct error *error)
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
	if (compose(session, error) == -1 ||
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
	int rc = put_parameters(session, &parameters, error);

	if (rc == 0)
		rc = smtp_command(smtp, deadline, error, "MAIL FROM:<%s>%s",
		    from, buf_string(&parameters));
	buf_free(&parameters);
	if (rc == -1)
		return -1;
	if (smtp_expect(smtp, 250, error) == -1) {
		session_note(session,
		    null ? "null sender%s refused" : "sender <%s> refused",
		    from);
		return -1;
	}
	smtp->transaction = true;
	note_reply(session, null ? "null sender" : "sender <", from,
	    null ? " accepted" : "> accepted");
	return 0;
}

/* The refusals of one stage: the worst, and whom they hit. */
struct refusals {
	struct error worst;
	size_t count;
	struct buf who;
};

/* Does this refusal count for more than the one so far?  Put off is less than
 * refused. */
static bool
is_worse(const struct error *one, const struct error *worst)
{
	return worst->kind == ERROR_NONE ||
	       (worst->code / 100 == 4 && one->code / 100 != 4);
}

static void
add_refusal(struct refusals *refusals, const struct smtp_reply *reply,
    const char *address)
{
	struct error one = { 0 };

	(void)smtp_reply_refuse(reply, &one);
	if (address != NULL)
		(void)buf_printf(&refusals->who, "%s<%s>",
		    refusals->count > 0 ? ", " : "", address);
	refusals->count++;
	if (is_worse(&one, &refusals->worst))
		refusals->worst = one;
}

/* Of so many; the worst one is what the stage fails with.  It tells more than a
 * session that breaks off after it (rc is -1), unless it only put things off.
 */
static int
conclude(struct session *session, struct refusals *refusals, size_t all,
    const char *what, int rc, struct error *error)
{
	size_t count = refusals->count;
	int code = refusals->worst.code;
	bool told = count > 0 && (rc == 0 || code / 100 == 5 || code == 421);

	if (told) {
		if (all > 1)
			session_note(session, "%s refused for %zu of %zu: %s",
			    what, count, all, buf_string(&refusals->who));
		else
			session_note(session, "%s refused%s%s", what,
			    refusals->who.len > 0 ? ": " : "",
			    buf_string(&refusals->who));
		*error = refusals->worst;
	}
	buf_free(&refusals->who);
	return told ? -1 : rc;
}

/* The reply to one RCPT.  -1: there was none. */
static int
take_recipient(struct session *session, const char *address,
    struct deadline deadline, struct refusals *refusals, struct error *error)
{
	struct smtp_client *smtp = session->smtp;
	int code;

	if (smtp_receive(smtp, deadline, error) == -1)
		return -1;
	code = smtp->reply.code;
	if (code != 250 && code != 251 && code != 252)
		add_refusal(refusals, &smtp->reply, address);
	return 0;
}

/* All of them, in one send when the server takes that (RFC 2920). */
static int
ask_recipients(struct session *session, struct deadline deadline,
    struct refusals *refusals, struct error *error)
{
	const struct config *config = session->facts.config;
	struct smtp_client *smtp = session->smtp;
	bool together = smtp_extensions_has(&smtp->extensions, "PIPELINING");

	for (size_t i = 0; i < config->steps.to_count; i++)
		if (smtp_send(smtp, deadline, error, "RCPT TO:<%s>",
			config->steps.to[i]) == -1 ||
		    (!together && take_recipient(session, config->steps.to[i],
				      deadline, refusals, error) == -1))
			return -1;
	for (size_t i = 0; together && i < config->steps.to_count; i++)
		if (take_recipient(session, config->steps.to[i], deadline,
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
	struct refusals refusals = { .who = BUF_INIT(NOTE_SIZE) };
	char words[64];
	int rc = ask_recipients(session, deadline, &refusals, error);

	if (conclude(session, &refusals, count, "recipient", rc, error) == -1)
		return -1;
	(void)snprintf(words, sizeof(words), "%zu recipient%s accepted", count,
	    count == 1 ? "" : "s");
	note_reply(session, "", words, "");
	return 0;
}

/* Each line is tried, with its code, as the user sees it with -vv. */
static bool
matches(const struct smtp_reply *reply, const char *pattern)
{
	size_t at = 0, len;
	const char *line;
	regex_t compiled;
	bool found = false;

	if (regcomp(&compiled, pattern,
		REG_EXTENDED | REG_NEWLINE | REG_NOSUB) != 0)
		return false;
	for (line = buf_line(&reply->lines, &at, &len); line != NULL && !found;
	     line = buf_line(&reply->lines, &at, &len)) {
		char *copy = memory_zeroed(len + 1);

		memcpy(copy, line, len);
		found = regexec(&compiled, copy, 0, NULL, 0) == 0;
		free(copy);
	}
	regfree(&compiled);
	return found;
}

/* What -R asks for, or anything but a refusal where there is no -R. */
static bool
is_as_asked(const struct smtp_reply *reply, const struct command *command)
{
	if (command->pattern != NULL)
		return matches(reply, command->pattern);
	return reply->code < 400;
}

/* Of several commands that were answered otherwise, the worst one counts. */
static void
judge_command(struct session *session, const struct command *command,
    struct error *complaint)
{
	const struct smtp_reply *reply = &session->smtp->reply;
	struct buf text = BUF_INIT(REPLY_LIMIT);
	struct error one = { .kind = ERROR_NONE };

	if (is_as_asked(reply, command))
		return;
	put_short(session, &text, command->text);
	(void)buf_puts(&text, " was answered ");
	smtp_reply_quote(reply, &text);
	if (command->pattern != NULL && !command->ours) {
		(void)buf_puts(&text, ", which does not match ");
		put_short(session, &text, command->pattern);
	}
	(void)error_set(&one, ERROR_REJECTED, "%s", buf_string(&text));
	one.code = reply->code;
	memcpy(one.status, reply->status, sizeof(one.status));
	if (is_worse(&one, complaint))
		*complaint = one;
	buf_free(&text);
}

bool
stage_commands_planned(const struct config *config)
{
	return config->steps.command_count > 0;
}

enum stage_result
stage_commands(
    struct session *session, struct deadline deadline, struct error *error)
{
	const struct config *config = session->facts.config;
	struct error complaint = { 0 };

	for (size_t i = 0; i < config->steps.command_count; i++) {
		const struct command *command = &config->steps.commands[i];

		if (smtp_command(session->smtp, deadline, error, "%s",
			command->text) == -1)
			return -1;
		judge_command(session, command, &complaint);
		note_reply(session, "", command->text, "");
	}
	if (complaint.kind == ERROR_NONE)
		return STAGE_PASSED;
	*error = complaint;
	session->current->note[0] = '\0';
	return STAGE_UNEXPECTED;
}

/* The message and the dot behind it. */
static int
send_message(
    struct session *session, struct deadline deadline, struct error *error)
{
	struct message_writer writer = { .client = session->smtp };
	char shown[64];
	int len;

	if (smtp_look(session->smtp, error) == -1 ||
	    message_write(&writer, buf_string(&session->message),
		session->message.len, deadline, error) == -1)
		return -1;
	if (session->facts.config->steps.body_file != NULL &&
	    body_write(session->facts.config->steps.body_file, &writer,
		deadline, error) == -1)
		return -1;
	/* What is said before the dot is no answer to it. */
	if (smtp_look(session->smtp, error) == -1)
		return -1;
	len = snprintf(
	    shown, sizeof(shown), "(a message of %zu octets)", writer.size);
	transcript_add(
	    session->smtp->transcript, 'C', shown, (size_t)len, NULL);
	return message_end(&writer, deadline, error);
}

/* The replies to the message: in LMTP one for each recipient (RFC 2033 4.2).
 */
static int
take_verdicts(struct session *session, size_t count, struct deadline deadline,
    struct refusals *refusals, struct error *error)
{
	struct smtp_client *smtp = session->smtp;

	smtp->outstanding = (unsigned int)count;
	for (size_t i = 0; i < count; i++) {
		if (smtp_receive(smtp, deadline, error) == -1) {
			if (error->said[0] == '\0')
				error_said(error, "354", 3); /* the last word */
			return -1;
		}
		if (smtp->reply.code != 250)
			add_refusal(refusals, &smtp->reply,
			    count > 1 ? session->facts.config->steps.to[i]
				      : NULL);
	}
	smtp->transaction = false;
	return 0;
}

bool
stage_data_planned(const struct config *config)
{
	return config->steps.send;
}

enum stage_result
stage_data(
    struct session *session, struct deadline deadline, struct error *error)
{
	struct smtp_client *smtp = session->smtp;
	size_t count = session->facts.config->target.lmtp
			   ? session->facts.config->steps.to_count
			   : 1;
	struct refusals refusals = { .who = BUF_INIT(NOTE_SIZE) };
	int rc;

	if (smtp_command(smtp, deadline, error, "DATA") == -1 ||
	    smtp_expect(smtp, 354, error) == -1 ||
	    send_message(session, deadline, error) == -1)
		return -1;
	rc = take_verdicts(session, count, deadline, &refusals, error);
	if (conclude(session, &refusals, count, "message", rc, error) == -1)
		return -1;
	note_reply(session, "message ", session->facts.token, " accepted");
	return 0;
}
