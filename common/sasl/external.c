/* The mechanism EXTERNAL: RFC 4422 appendix A. */

#include "mechanisms.h"

/* The server knows who we are from the certificate of the TLS session.  The
 * response is empty, or the identity to act as. */
static enum sasl_status
external_step(void *state, const struct sasl_context *context,
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
	.step = external_step,
};
