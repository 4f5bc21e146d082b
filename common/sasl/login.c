/* The mechanism LOGIN: draft-murchison-sasl-login. */

#include "mechanisms.h"

struct login {
	bool user_sent;
};

/* The first prompt gets the user name and the second one the password.  The
 * text of a prompt is not read, because each server has its own words. */
static enum sasl_status
login_step(void *state, const struct sasl_context *context,
    const struct buf *challenge, struct buf *response, struct error *error)
{
	struct login *login = state;
	int rc;

	(void)challenge;
	if (!login->user_sent)
		rc = buf_puts(response, context->user);
	else
		rc = buf_append(
		    response, context->password->data, context->password->len);
	if (rc == -1) {
		(void)error_set(error, ERROR_USAGE,
		    "the user name or the password is too long");
		return SASL_FAIL;
	}
	if (login->user_sent)
		return SASL_DONE;
	login->user_sent = true;
	return SASL_MORE;
}

const struct sasl_mechanism sasl_login = {
	.name = "LOGIN",
	.needs = SASL_NEEDS_USER | SASL_NEEDS_PASSWORD,
	.cleartext = true,
	.free_prompts = true,
	.state_size = sizeof(struct login),
	.step = login_step,
};
