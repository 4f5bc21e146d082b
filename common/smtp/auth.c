/* The AUTH exchange (RFC 4954). */
#include "auth.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base64.h"
#include "memory.h"
#include "text.h"

/* Characters that are shown of what a mechanism says about a refusal. */
#define EXPLANATION_SHOWN 200

/* One AUTH exchange, and the buffers of its current step. */
struct exchange {
	struct smtp_client *client;
	const struct sasl_mechanism *mechanism;
	struct sasl_context context;
	void *state;
	enum sasl_status status;
	struct buf challenge, response, encoded;
};

/* Asks the mechanism for its answer to e->challenge; encodes that in base64. */
static int
mechanism_step(struct exchange *e, struct error *error)
{
	buf_clear(&e->response);
	buf_clear(&e->encoded);
	e->status = e->mechanism->step(
	    e->state, &e->context, &e->challenge, &e->response, error);
	if (e->status == SASL_FAIL)
		return -1;
	return base64_encode(
	    &e->encoded, buf_string(&e->response), e->response.len);
}

/* Sends AUTH without an initial response that is too long for the line.  Until
 * that response is sent a success would not be credible, hence SASL_MORE. */
static int
send_auth_alone(
    struct exchange *e, struct deadline deadline, struct error *error)
{
	enum sasl_status status = e->status;

	e->status = SASL_MORE;
	if (smtp_command(e->client, deadline, error, "AUTH %s",
		e->mechanism->name) == -1)
		return -1;
	if (e->client->reply.code == 334)
		e->status = status;
	return 0;
}

/* Sends AUTH, with the initial response if there is one and the line stays
 * within the limit of RFC 5321. */
static int
send_auth(struct exchange *e, struct deadline deadline, struct error *error)
{
	char prefix[64];
	int len =
	    snprintf(prefix, sizeof(prefix), "AUTH %s ", e->mechanism->name);

	if (!e->mechanism->client_first)
		return smtp_command(
		    e->client, deadline, error, "AUTH %s", e->mechanism->name);
	if (mechanism_step(e, error) == -1)
		return -1;
	if ((size_t)len + e->encoded.len + 2 > SMTP_COMMAND_LIMIT) {
		if (send_auth_alone(e, deadline, error) == -1)
			return -1;
		if (e->client->reply.code != 334)
			return 0;
		prefix[0] = '\0';
	} else if (e->encoded.len == 0)
		(void)buf_putc(&e->encoded, '=');
	if (smtp_send_secret(e->client, prefix, &e->encoded, deadline, error) ==
	    -1)
		return -1;
	return smtp_receive(e->client, deadline, error);
}

/* Decodes the text of a 334 reply. */
static int
read_challenge(struct exchange *e, struct error *error)
{
	const struct smtp_reply *reply = &e->client->reply;
	size_t at = 0, len = 0;
	const char *text = smtp_reply_line(reply, &at, &len);

	buf_clear(&e->challenge);
	if (e->mechanism->free_prompts)
		return 0;
	if (text == NULL || reply->count != 1 ||
	    base64_decode(&e->challenge, text, len) == -1)
		return error_set(error, ERROR_PROTOCOL,
		    "the server's challenge is not base64");
	return 0;
}

static int
send_response(struct exchange *e, struct deadline deadline, struct error *error)
{
	if (e->status == SASL_DONE && e->mechanism->explain == NULL)
		return error_set(error, ERROR_PROTOCOL,
		    "the server asks for more than %s has to say",
		    e->mechanism->name);
	if (read_challenge(e, error) == -1 || mechanism_step(e, error) == -1)
		return -1;
	if (smtp_send_secret(e->client, "", &e->encoded, deadline, error) == -1)
		return -1;
	return smtp_receive(e->client, deadline, error);
}

static int
exchange_run(struct exchange *e, struct deadline deadline, struct error *error)
{
	if (send_auth(e, deadline, error) == -1)
		return -1;
	for (int i = 0; e->client->reply.code == 334; i++) {
		if (i == AUTH_ROUNDS)
			return error_set(error, ERROR_PROTOCOL,
			    "more than %d challenges", AUTH_ROUNDS);
		if (send_response(e, deadline, error) == -1)
			return -1;
	}
	if (smtp_expect(e->client, 235, error) == -1)
		return -1;
	if (e->status == SASL_DONE)
		return 0;
	if (e->mechanism->mutual)
		return error_set(error, ERROR_PROTOCOL,
		    "the server says yes, but did not prove that it knows the "
		    "password");
	return error_set(error, ERROR_PROTOCOL,
	    "the server says yes before %s is over", e->mechanism->name);
}

/* Appends what the server said about the refusal in a challenge. */
static void
append_explanation(struct exchange *e, struct error *error)
{
	struct buf text = BUF_INIT(4096), whole = BUF_INIT(4096);

	if (e->mechanism->explain != NULL)
		e->mechanism->explain(e->state, &text);
	if (text.len > 0) {
		redact_apply(e->client->redact, &text);
		(void)buf_printf(&whole, "%s (", error->text);
		(void)buf_put_printable(
		    &whole, text.data, text.len, EXPLANATION_SHOWN);
		(void)buf_putc(&whole, ')');
		/* text_printable() cuts between two characters. */
		(void)text_printable(
		    error->text, sizeof(error->text), whole.data, whole.len);
	}
	buf_free(&text);
	buf_free(&whole);
}

int
smtp_auth(struct smtp_client *client, const struct sasl_mechanism *mechanism,
    const struct sasl_context *context, struct deadline deadline,
    struct error *error)
{
	struct exchange e = {
		.client = client,
		.mechanism = mechanism,
		.context = *context,
		.state = memory_zeroed(mechanism->state_size + 1),
		.status = SASL_MORE,
		.challenge = BUF_SECRET(SASL_MESSAGE_LIMIT),
		.response = BUF_SECRET(SASL_MESSAGE_LIMIT),
		.encoded = BUF_SECRET(2 * SASL_MESSAGE_LIMIT),
	};
	int rc;

	e.context.mechanism = mechanism;
	e.context.redact = client->redact;
	rc = exchange_run(&e, deadline, error);
	if (rc == -1)
		append_explanation(&e, error);
	memory_wipe(e.state, mechanism->state_size + 1);
	free(e.state);
	buf_free(&e.challenge);
	buf_free(&e.response);
	buf_free(&e.encoded);
	return rc;
}
