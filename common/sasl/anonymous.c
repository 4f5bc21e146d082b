/* The mechanism ANONYMOUS: RFC 4505. */

#include "mechanisms.h"

/* RFC 4505 2: the response is a trace for the server's log, here our name. */
static enum sasl_status
anonymous_step(void *state, const struct sasl_context *context,
    const struct buf *challenge, struct buf *response, struct error *error)
{
	(void)state;
	(void)context;
	(void)challenge;
	(void)error;
	return buf_puts(response, "check_smtp_auth") == 0 ? SASL_DONE
							  : SASL_FAIL;
}

const struct sasl_mechanism sasl_anonymous = {
	.name = "ANONYMOUS",
	.client_first = true,
	.by_name = true,
	.step = anonymous_step,
};
