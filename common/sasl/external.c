#include "mechanisms.h"

/* RFC 4422 A: the certificate of the TLS session says who we are; all that is
 * left to say is whom to act as, or nothing. */
static enum sasl_status
step(void *state, const struct sasl_context *context,
    const struct buf *challenge, struct buf *response, struct error *error)
{
	(void)state;
	(void)challenge;
	if (context->authzid != NULL &&
	    buf_puts(response, context->authzid) == -1) {
		(void)error_set(error, ERROR_USAGE, "the identity is too long");
		return SASL_FAIL;
	}
	return SASL_DONE;
}

const struct sasl_mechanism sasl_external = {
	.name = "EXTERNAL",
	.needs = SASL_NEEDS_CERTIFICATE,
	.client_first = true,
	.step = step,
};
