/* Logs in to a server of IMAP: AUTHENTICATE and LOGIN. */
#include "imap_login.h"

#include <stdio.h>
#include <string.h>

#include "exchange.h"
#include "login_choice.h"
#include "said.h"

/* Characters of an initial response: servers limit a command line, mostly to
 * 8192. */
#define INITIAL_LIMIT ((size_t)4000)
/* Bytes of the line of LOGIN: user and password are quoted or literals. */
#define LOGIN_LIMIT ((size_t)64 * 1024)

int
imap_ask_capabilities(
    struct imap *imap, struct deadline deadline, struct error *error)
{
	if (imap->is_told)
		return 0;
	imap->mailbox.step = "capabilities";
	return imap_command_ok(imap, "CAPABILITY", deadline, error);
}

static bool
takes_initial(
    void *protocol, const struct sasl_mechanism *mechanism, size_t len)
{
	const struct imap *imap = protocol;

	(void)mechanism;
	return imap_capabilities_has(&imap->capabilities, IMAP_SASL_IR) &&
	       len <= INITIAL_LIMIT;
}

static enum sasl_answer
read_answer(struct imap *imap, struct deadline deadline, struct error *error)
{
	return mailbox_answer_to_login(imap_read_answer(imap, deadline, error));
}

static enum sasl_answer
send_authenticate(void *protocol, const struct sasl_mechanism *mechanism,
    const struct buf *initial, struct deadline deadline, struct error *error)
{
	struct imap *imap = protocol;
	char text[sizeof("AUTHENTICATE  ") + SASL_NAME_LIMIT];

	(void)snprintf(text, sizeof(text), "AUTHENTICATE %s%s", mechanism->name,
	    initial == NULL ? "" : " ");
	if (imap_send(imap, text, initial, deadline, error) == -1)
		return SASL_ANSWER_FAILED;
	return read_answer(imap, deadline, error);
}

static enum sasl_answer
send_response(void *protocol, const struct buf *response,
    struct deadline deadline, struct error *error)
{
	struct imap *imap = protocol;

	if (imap_send_more(imap, response, deadline, error) == -1)
		return SASL_ANSWER_FAILED;
	return read_answer(imap, deadline, error);
}

static const char *
read_challenge(void *protocol, size_t *len)
{
	const struct imap *imap = protocol;

	*len = imap->text.len;
	return imap->text.len < imap->text.limit ? buf_string(&imap->text)
						 : NULL;
}

static void
refuse(void *protocol, struct error *error)
{
	const struct imap *imap = protocol;

	(void)said_no(imap->mailbox.redact, &imap->text, error);
}

static int
authenticate(struct imap *imap, const struct sasl_mechanism *mechanism,
    const struct sasl_context *context, struct deadline deadline,
    struct error *error)
{
	static const struct sasl_wire wire = {
		.takes_initial = takes_initial,
		.start = send_authenticate,
		.respond = send_response,
		.challenge = read_challenge,
		.refuse = refuse,
	};

	imap->mailbox.method = mechanism->name;
	return sasl_exchange(&wire, imap, mechanism, context, deadline, error);
}

/* Appends a string to the line of LOGIN.  One that may not be quoted becomes a
 * literal: the line so far is sent, and the server says that it waits for the
 * rest (RFC 9051 4.3).  MAILBOX_OK: go on. */
static enum mailbox_answer
put_string(struct imap *imap, struct buf *line, const char *text, size_t len,
    struct deadline deadline, struct error *error)
{
	size_t before = line->len;
	enum mailbox_answer answer = MAILBOX_FAILED;
	int rc;

	if (imap_put_quoted(line, text, len) == 0)
		return MAILBOX_OK;
	if (memchr(text, '\0', len) != NULL)
		return (enum mailbox_answer)error_set(error, ERROR_USAGE,
		    "LOGIN cannot send a NUL in a name or password");
	buf_truncate(line, before);
	(void)buf_printf(line, "{%zu}", len);
	rc = imap->tag[0] == '\0'
		 ? imap_send(imap, "LOGIN ", line, deadline, error)
		 : imap_send_more(imap, line, deadline, error);
	buf_clear(line);
	if (rc == 0)
		answer = imap_read_answer(imap, deadline, error);
	if (answer == MAILBOX_OK)
		return (enum mailbox_answer)error_set(error, ERROR_PROTOCOL,
		    "the server says yes before LOGIN is over");
	if (answer != MAILBOX_MORE)
		return answer;
	if (buf_append(line, text, len) == -1)
		return (enum mailbox_answer)error_set(error, ERROR_USAGE,
		    "the name or the password is too long for LOGIN");
	return MAILBOX_OK;
}

/* RFC 9051 6.2.3 */
static int
log_in_by_command(struct imap *imap, const struct sasl_context *context,
    struct deadline deadline, struct error *error)
{
	struct buf line = BUF_SECRET(LOGIN_LIMIT);
	enum mailbox_answer answer;
	int rc = -1;

	imap->mailbox.method = "the command LOGIN";
	answer = put_string(
	    imap, &line, context->user, strlen(context->user), deadline, error);
	if (answer == MAILBOX_OK) {
		(void)buf_putc(&line, ' ');
		answer = put_string(imap, &line, buf_string(context->password),
		    context->password->len, deadline, error);
	}
	if (answer == MAILBOX_OK) {
		rc = imap->tag[0] == '\0'
			 ? imap_send(imap, "LOGIN ", &line, deadline, error)
			 : imap_send_more(imap, &line, deadline, error);
		answer = rc == -1 ? MAILBOX_FAILED
				  : imap_read_answer(imap, deadline, error);
	}
	buf_free(&line);
	if (answer == MAILBOX_NO)
		return said_no(imap->mailbox.redact, &imap->text, error);
	if (answer == MAILBOX_MORE)
		return error_set(error, ERROR_PROTOCOL,
		    "the server asks for more than LOGIN has to say");
	return answer == MAILBOX_OK ? 0 : -1;
}

/* The server has logged us in by the client certificate, or by what it knows of
 * the connection. */
static int
accept_preauth(
    struct imap *imap, const struct sasl_context *context, struct error *error)
{
	if (!context->secure)
		return error_set(error, ERROR_PROTOCOL,
		    "the server has logged us in already, without TLS");
	imap->mailbox.method = "PREAUTH";
	return 0;
}

static int
log_in(struct imap *imap, const struct sasl_mechanism *mechanism,
    const struct sasl_context *context, struct deadline deadline,
    struct error *error)
{
	imap->is_told = false;
	if (mechanism == NULL)
		return log_in_by_command(imap, context, deadline, error);
	return authenticate(imap, mechanism, context, deadline, error);
}

int
imap_login(struct mailbox *mailbox, const struct sasl_context *context,
    const char *wanted, struct deadline deadline, struct error *error)
{
	struct imap *imap = (struct imap *)mailbox;
	const struct login_offer offer = {
		.mechanisms = buf_string(&imap->capabilities.mechanisms),
		.command = "LOGIN",
		.disabled = imap_capabilities_has(
				&imap->capabilities, IMAP_LOGINDISABLED)
				? "and it has switched LOGIN off "
				  "(LOGINDISABLED)"
				: NULL,
	};
	struct sasl_context ours = *context;
	const struct sasl_mechanism *mechanism;
	int rc;

	if (imap->logged_in)
		return accept_preauth(imap, context, error);
	ours.service = "imap";
	do {
		if (error->kind != ERROR_NONE) {
			error_clear(error);
			ours.binding = NULL;
		}
		if (login_choose(&offer, wanted, &ours, mailbox->redact,
			&mechanism, error) == -1)
			return -1;
		rc = log_in(imap, mechanism, &ours, deadline, error);
	} while (rc == -1 && login_refused_binding(wanted, mechanism, error));
	if (rc == -1)
		return -1;
	imap->logged_in = true;
	return imap_ask_capabilities(imap, deadline, error);
}
