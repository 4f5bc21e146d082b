#include "oauth.h"

#include <string.h>

#include "base64.h"
#include "json.h"
#include "mechanisms.h"
#include "saslprep.h"
#include "text.h"

/* Bytes of what the server says about a token. */
#define ANSWER_SIZE 2048

/* One exchange: what the server thinks of the token. */
struct oauth {
	int steps;
	char answer[ANSWER_SIZE];
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

/* RFC 7628 3.2.2: why the token was refused. */
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
explain(const void *state, struct buf *out)
{
	const struct oauth *own = state;

	(void)buf_puts(out, own->answer);
}

static enum sasl_status
fail(struct error *error, enum error_kind kind, const char *text)
{
	(void)error_set(error, kind, "%s", text);
	return SASL_FAIL;
}

/* The first message, then what answers the JSON of a refusal: with it the
 * server goes on to its reply code. */
static enum sasl_status
answer(struct oauth *state, const char *dummy, const struct buf *challenge,
    struct buf *response, struct error *error)
{
	if (state->steps++ > 1)
		return fail(error, ERROR_PROTOCOL,
		    "more OAuth messages than there are");
	keep_answer(state, challenge);
	return buf_puts(response, dummy) == 0 ? SASL_MORE : SASL_FAIL;
}

static bool
has_separator(const struct buf *token)
{
	return memchr(token->data, 1, token->len) != NULL;
}

/* RFC 7628 3.1. */
static enum sasl_status
step_bearer(void *state, const struct sasl_context *context,
    const struct buf *challenge, struct buf *response, struct error *error)
{
	struct oauth *own = state;

	if (own->steps > 0)
		return answer(own, "\1", challenge, response, error);
	own->steps++;
	if (has_separator(context->password))
		return fail(error, ERROR_USAGE, "the token is malformed");
	(void)buf_puts(response, "n,a=");
	(void)saslname(response, context->user);
	if (buf_printf(response, ",\1host=%s\1port=%u\1auth=Bearer %s\1\1",
		context->host == NULL ? "" : context->host, context->port,
		context->password->data) == -1)
		return fail(error, ERROR_USAGE, "the token is too long");
	return SASL_DONE;
}

/* Google's and Microsoft's, older than the RFC. */
static enum sasl_status
step_xoauth2(void *state, const struct sasl_context *context,
    const struct buf *challenge, struct buf *response, struct error *error)
{
	struct oauth *own = state;

	if (own->steps > 0)
		return answer(own, "", challenge, response, error);
	own->steps++;
	if (has_separator(context->password))
		return fail(error, ERROR_USAGE, "the token is malformed");
	if (buf_printf(response, "user=%s\1auth=Bearer %s\1\1", context->user,
		context->password->data) == -1)
		return fail(error, ERROR_USAGE, "the token is too long");
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
	.step = step_bearer,
	.explain = explain,
};

const struct sasl_mechanism sasl_xoauth2 = {
	.name = "XOAUTH2",
	.needs = SASL_NEEDS_USER | SASL_NEEDS_PASSWORD,
	.client_first = true,
	.cleartext = true,
	.by_name = true,
	.token = true,
	.state_size = sizeof(struct oauth),
	.step = step_xoauth2,
	.explain = explain,
};

/* The part between the first two dots, in base64 of its own alphabet and
 * without padding (RFC 4648 5). */
static int
decode_claims(const struct buf *token, struct buf *claims)
{
	const char *from = strchr(buf_string(token), '.');
	struct buf text = BUF_SECRET(2 * SASL_MESSAGE_LIMIT);
	size_t len;
	int rc;

	if (from == NULL)
		return -1;
	len = strcspn(++from, ".");
	for (size_t i = 0; i < len; i++) {
		if (from[i] == '-')
			(void)buf_putc(&text, '+');
		else if (from[i] == '_')
			(void)buf_putc(&text, '/');
		else
			(void)buf_putc(&text, from[i]);
	}
	while (text.len % 4 != 0)
		(void)buf_putc(&text, '=');
	rc = base64_decode(claims, buf_string(&text), text.len);
	buf_free(&text);
	return rc;
}

bool
oauth_token_expiry(const struct buf *token, int64_t *expiry)
{
	struct buf claims = BUF_SECRET(SASL_MESSAGE_LIMIT);
	struct buf value = BUF_INIT(20);
	bool known = false;
	double seconds;

	/* RFC 7519 2: a number, which may have decimals; 18 digits at most. */
	if (decode_claims(token, &claims) == 0 &&
	    json_member(buf_string(&claims), claims.len, "exp", &value) == 0 &&
	    text_number(buf_string(&value), &seconds) == 0) {
		*expiry = (int64_t)seconds;
		known = true;
	}
	buf_free(&claims);
	buf_free(&value);
	return known;
}
