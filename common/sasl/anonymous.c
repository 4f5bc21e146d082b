#include "mechanisms.h"

/* RFC 4505 2: a word that tells the server's administrator who was there. */
static enum sasl_status
step(void *state, const struct sasl_context *context,
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
	.step = step,
};
