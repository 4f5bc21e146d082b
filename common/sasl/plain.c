/* The mechanism PLAIN: RFC 4616. */

#include "mechanisms.h"

/* RFC 4616 2: [authzid] NUL authcid NUL passwd. */
static enum sasl_status
plain_step(void *state, const struct sasl_context *context,
    const struct buf *challenge, struct buf *response, struct error *error)
{
	(void)state;
	(void)challenge;
	if (buf_puts(response,
		context->authzid == NULL ? "" : context->authzid) == -1 ||
	    buf_putc(response, '\0') == -1 ||
	    buf_puts(response, context->user) == -1 ||
	    buf_putc(response, '\0') == -1 ||
	    buf_append(response, context->password->data,
		context->password->len) == -1) {
		(void)error_set(error, ERROR_USAGE,
		    "the user name and the password are too long");
		return SASL_FAIL;
	}
	return SASL_DONE;
}

const struct sasl_mechanism sasl_plain = {
	.name = "PLAIN",
	.needs = SASL_NEEDS_USER | SASL_NEEDS_PASSWORD,
	.client_first = true,
	.cleartext = true,
	.step = plain_step,
};
