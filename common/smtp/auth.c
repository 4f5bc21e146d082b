/* The AUTH exchange (RFC 4954): how SMTP carries SASL. */
#include "auth.h"

#include <stdio.h>
#include <string.h>

/* "AUTH ", a name, a blank, and a NUL. */
#define PREFIX_SIZE (sizeof("AUTH  ") + SASL_NAME_LIMIT)

/* The limit of RFC 5321 for the line: "AUTH", name, response and CRLF. */
static bool
takes_initial(
    void *protocol, const struct sasl_mechanism *mechanism, size_t len)
{
	(void)protocol;
	return strlen("AUTH  \r\n") + strlen(mechanism->name) + len <=
	       SMTP_COMMAND_LIMIT;
}

static enum sasl_answer
read_answer(
    struct smtp_client *client, struct deadline deadline, struct error *error)
{
	if (smtp_receive(client, deadline, error) == -1)
		return SASL_ANSWER_FAILED;
	if (client->reply.code == 334)
		return SASL_CHALLENGES;
	return client->reply.code == 235 ? SASL_ACCEPTS : SASL_OTHER;
}

static enum sasl_answer
send_response(void *protocol, const struct buf *response,
    struct deadline deadline, struct error *error)
{
	struct smtp_client *client = protocol;

	if (smtp_send_secret(client, "", response, deadline, error) == -1)
		return SASL_ANSWER_FAILED;
	return read_answer(client, deadline, error);
}

static enum sasl_answer
send_auth(void *protocol, const struct sasl_mechanism *mechanism,
    const struct buf *initial, struct deadline deadline, struct error *error)
{
	struct smtp_client *client = protocol;
	char prefix[PREFIX_SIZE];
	int rc;

	if (initial == NULL)
		rc = smtp_send(
		    client, deadline, error, "AUTH %s", mechanism->name);
	else {
		(void)snprintf(
		    prefix, sizeof(prefix), "AUTH %s ", mechanism->name);
		rc = smtp_send_secret(client, prefix, initial, deadline, error);
	}
	return rc == -1 ? SASL_ANSWER_FAILED
			: read_answer(client, deadline, error);
}

/* The text of a 334 reply. */
static const char *
read_challenge(void *protocol, size_t *len)
{
	const struct smtp_client *client = protocol;
	size_t at = 0;

	if (client->reply.count != 1)
		return NULL;
	return smtp_reply_line(&client->reply, &at, len);
}

static void
refuse(void *protocol, struct error *error)
{
	const struct smtp_client *client = protocol;

	(void)smtp_reply_refuse(&client->reply, error);
}

int
smtp_auth(struct smtp_client *client, const struct sasl_mechanism *mechanism,
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
	struct sasl_context ours = *context;

	ours.redact = client->redact;
	return sasl_exchange(&wire, client, mechanism, &ours, deadline, error);
}
