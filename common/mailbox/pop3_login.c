/* Logs in to a server of POP3: AUTH (RFC 5034), USER and PASS. */
#include "pop3_login.h"

#include <stdio.h>
#include <string.h>

#include "exchange.h"
#include "login_choice.h"
#include "said.h"

/* Octets of a command line with its CRLF (RFC 2449 4). */
#define COMMAND_LIMIT ((size_t)255)

static bool
takes_initial(
    void *protocol, const struct sasl_mechanism *mechanism, size_t len)
{
	(void)protocol;
	return strlen("AUTH  \r\n") + strlen(mechanism->name) + len <=
	       COMMAND_LIMIT;
}

static enum sasl_answer
read_answer(struct pop3 *pop3, struct deadline deadline, struct error *error)
{
	return mailbox_answer_to_login(pop3_read_answer(pop3, deadline, error));
}

static enum sasl_answer
send_auth(void *protocol, const struct sasl_mechanism *mechanism,
    const struct buf *initial, struct deadline deadline, struct error *error)
{
	struct pop3 *pop3 = protocol;
	char text[sizeof("AUTH  ") + SASL_NAME_LIMIT];

	(void)snprintf(text, sizeof(text), "AUTH %s%s", mechanism->name,
	    initial == NULL ? "" : " ");
	if (pop3_send(pop3, text, initial, deadline, error) == -1)
		return SASL_ANSWER_FAILED;
	return read_answer(pop3, deadline, error);
}

static enum sasl_answer
send_response(void *protocol, const struct buf *response,
    struct deadline deadline, struct error *error)
{
	struct pop3 *pop3 = protocol;

	if (pop3_send(pop3, "", response, deadline, error) == -1)
		return SASL_ANSWER_FAILED;
	return read_answer(pop3, deadline, error);
}

/* The text behind "+ ". */
static const char *
read_challenge(void *protocol, size_t *len)
{
	const struct pop3 *pop3 = protocol;
	size_t skip = pop3->text.len > 1 ? 2 : 1;

	*len = pop3->text.len - skip;
	return buf_string(&pop3->text) + skip;
}

static void
refuse(void *protocol, struct error *error)
{
	const struct pop3 *pop3 = protocol;

	(void)said_no(pop3->mailbox.redact, &pop3->text, error);
}

static int
authenticate(struct pop3 *pop3, const struct sasl_mechanism *mechanism,
    const struct sasl_context *context, struct deadline deadline,
    struct error *error)
{
	static const struct sasl_wire wire = {
		.takes_initial = takes_initial,
		.start = send_auth,
		.respond = send_response,
		.challenge = read_challenge,
		.refuse = refuse,
	};

	pop3->mailbox.method = mechanism->name;
	return sasl_exchange(&wire, pop3, mechanism, context, deadline, error);
}

static bool
fits_line(const char *text, size_t len)
{
	return memchr(text, '\0', len) == NULL &&
	       memchr(text, '\r', len) == NULL &&
	       memchr(text, '\n', len) == NULL;
}

/* RFC 1939 7 */
static int
log_in_by_commands(struct pop3 *pop3, const struct sasl_context *context,
    struct deadline deadline, struct error *error)
{
	struct buf user = BUF_INIT(SAID_LIMIT);
	enum mailbox_answer answer;
	int rc;

	pop3->mailbox.method = "USER and PASS";
	if (!fits_line(context->user, strlen(context->user)) ||
	    !fits_line(buf_string(context->password), context->password->len) ||
	    buf_printf(&user, "USER %s", context->user) == -1) {
		buf_free(&user);
		return error_set(error, ERROR_USAGE,
		    "USER and PASS cannot send this name or password: it is "
		    "too long, or has a line end");
	}
	rc = pop3_command_ok(pop3, buf_string(&user), deadline, error);
	buf_free(&user);
	if (rc == -1 ||
	    pop3_send(pop3, "PASS ", context->password, deadline, error) == -1)
		return -1;
	answer = pop3_read_answer(pop3, deadline, error);
	if (answer == MAILBOX_NO)
		refuse(pop3, error);
	else if (answer == MAILBOX_MORE)
		(void)error_set(error, ERROR_PROTOCOL,
		    "the server asks for more than PASS has to say");
	return answer == MAILBOX_OK ? 0 : -1;
}

int
pop3_login(struct mailbox *mailbox, const struct sasl_context *context,
    const char *wanted, struct deadline deadline, struct error *error)
{
	struct pop3 *pop3 = (struct pop3 *)mailbox;
	const struct login_offer offer = {
		.mechanisms = buf_string(&pop3->mechanisms),
		.command = "USER and PASS",
	};
	struct sasl_context ours = *context;
	const struct sasl_mechanism *mechanism;
	int rc;

	ours.service = "pop";
	do {
		if (error->kind != ERROR_NONE) {
			error_clear(error);
			ours.binding = NULL;
		}
		if (login_choose(&offer, wanted, &ours, mailbox->redact,
			&mechanism, error) == -1)
			return -1;
		rc =
		    mechanism == NULL
			? log_in_by_commands(pop3, &ours, deadline, error)
			: authenticate(pop3, mechanism, &ours, deadline, error);
	} while (rc == -1 && login_refused_binding(wanted, mechanism, error));
	return rc;
}
