/* The mechanisms OAUTHBEARER and XOAUTH2 (RFC 7628). */

#include "mechanisms.h"

#include <string.h>

#include "json.h"
#include "saslprep.h"
#include "text.h"

/* Bytes of what we keep of the server's answer to a token. */
#define ANSWER_SIZE 2048

/* One exchange. */
struct oauth {
	int steps;
	char answer[ANSWER_SIZE]; /* why the server refuses the token */
};

static void
add_member(struct buf *out, const struct buf *json, const char *name)
{
	struct buf value = BUF_INIT(ANSWER_SIZE / 2);

	if (json_member(buf_string(json), json->len, name, &value) == 0)
		(void)buf_printf(out, "%s%s %s", out->len > 0 ? ", " : "", name,
		    buf_string(&value));
	buf_free(&value);
}

/* RFC 7628 3.2.2: a server that refuses the token says why, in JSON. */
static void
keep_answer(struct oauth *state, const struct buf *challenge)
{
	struct buf text = BUF_INIT(ANSWER_SIZE - 1);

	add_member(&text, challenge, "status");
	add_member(&text, challenge, "scope");
	memcpy(state->answer, buf_string(&text), text.len + 1);
	buf_free(&text);
}

static void
oauth_explain(const void *state, struct buf *out)
{
	const struct oauth *own = state;

	(void)buf_puts(out, own->answer);
}

static enum sasl_status
oauth_fail(struct error *error, enum error_kind kind, const char *text)
{
	(void)error_set(error, kind, "%s", text);
	return SASL_FAIL;
}

/* A challenge after the token is a refusal (RFC 7628 3.2.3).  The server waits
 * for a dummy response before it sends its reply code. */
static enum sasl_status
answer_refusal(struct oauth *state, const char *dummy,
    const struct buf *challenge, struct buf *response, struct error *error)
{
	if (state->steps++ > 1)
		return oauth_fail(error, ERROR_PROTOCOL,
		    "more OAuth messages than there are");
	keep_answer(state, challenge);
	return buf_puts(response, dummy) == 0 ? SASL_MORE : SASL_FAIL;
}

static bool
has_separator(const struct buf *token)
{
	return memchr(token->data, 1, token->len) != NULL;
}

/* RFC 7628 3.1: the response is a GS2 header, then key=value pairs; the
 * character 0x01 ends each of them. */
static enum sasl_status
oauthbearer_step(void *state, const struct sasl_context *context,
    const struct buf *challenge, struct buf *response, struct error *error)
{
	struct oauth *own = state;

	if (own->steps > 0)
		return answer_refusal(own, "\1", challenge, response, error);
	own->steps++;
	if (has_separator(context->password))
		return oauth_fail(error, ERROR_USAGE, "the token is malformed");
	(void)buf_puts(response, "n,a=");
	(void)saslname(response, context->user);
	if (buf_printf(response, ",\1host=%s\1port=%u\1auth=Bearer %s\1\1",
		context->host == NULL ? "" : context->host, context->port,
		context->password->data) == -1)
		return oauth_fail(error, ERROR_USAGE, "the token is too long");
	return SASL_DONE;
}

/* The forerunner of OAUTHBEARER, from Google and Microsoft: fewer pairs, and no
 * GS2 header. */
static enum sasl_status
xoauth2_step(void *state, const struct sasl_context *context,
    const struct buf *challenge, struct buf *response, struct error *error)
{
	struct oauth *own = state;

	if (own->steps > 0)
		return answer_refusal(own, "", challenge, response, error);
	own->steps++;
	if (has_separator(context->password))
		return oauth_fail(error, ERROR_USAGE, "the token is malformed");
	if (buf_printf(response, "user=%s\1auth=Bearer %s\1\1", context->user,
		context->password->data) == -1)
		return oauth_fail(error, ERROR_USAGE, "the token is too long");
	return SASL_DONE;
}

const struct sasl_mechanism sasl_oauthbearer = {
	.name = "OAUTHBEARER",
	.needs = SASL_NEEDS_USER | SASL_NEEDS_PASSWORD,
	.client_first = true,
	.cleartext = true,
	.by_name = true,
	.token = true,
	.state_size = sizeof(struct oauth),
	.step = oauthbearer_step,
	.explain = oauth_explain,
};

const struct sasl_mechanism sasl_xoauth2 = {
	.name = "XOAUTH2",
	.needs = SASL_NEEDS_USER | SASL_NEEDS_PASSWORD,
	.client_first = true,
	.cleartext = true,
	.by_name = true,
	.token = true,
	.state_size = sizeof(struct oauth),
	.step = xoauth2_step,
	.explain = oauth_explain,
};
