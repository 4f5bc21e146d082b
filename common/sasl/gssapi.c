/* The mechanism GSSAPI (RFC 4752), without a security layer. */

#include "mechanisms.h"

#include <string.h>

#include "kerberos.h"

/* The offer of security layers: a bit mask, and the size of a message. */
#define OFFER_SIZE 4
#define NO_LAYER 1

/* One exchange. */
struct gssapi {
	struct kerberos *kerberos;
	bool stands; /* the context */
};

static enum sasl_status
gssapi_start(
    struct gssapi *own, const struct sasl_context *context, struct error *error)
{
	struct kerberos_login login = {
		.service = context->service == NULL ? "smtp" : context->service,
		.host = context->host,
		.principal = context->user,
		.keytab = context->keytab,
		.binding = context->endpoint,
	};

	if (context->host == NULL) {
		(void)error_set(error, ERROR_USAGE,
		    "AUTH GSSAPI needs the name of the server");
		return SASL_FAIL;
	}
	own->kerberos = kerberos_open(&login, error);
	return own->kerberos == NULL ? SASL_FAIL : SASL_MORE;
}

/* RFC 4752 3.1: the server says which layers it would take; the response
 * chooses one, and names the identity to act as. */
static enum sasl_status
choose_layer(struct gssapi *own, const struct sasl_context *context,
    const struct buf *challenge, struct buf *response, struct error *error)
{
	static const unsigned char none[OFFER_SIZE] = { NO_LAYER, 0, 0, 0 };
	struct buf offer = BUF_INIT(SASL_MESSAGE_LIMIT);
	struct buf choice = BUF_INIT(SASL_MESSAGE_LIMIT);
	int rc = kerberos_unwrap(own->kerberos, challenge, &offer, error);

	if (rc == 0 && offer.len != OFFER_SIZE)
		rc = error_set(error, ERROR_PROTOCOL,
		    "the server's offer of security layers makes no sense");
	if (rc == 0 && (offer.data[0] & NO_LAYER) == 0)
		rc = error_set(error, ERROR_UNSUPPORTED,
		    "the server wants a security layer, which SMTP under TLS "
		    "does not need");
	if (rc == 0) {
		(void)buf_append(&choice, none, sizeof(none));
		(void)buf_puts(
		    &choice, context->authzid == NULL ? "" : context->authzid);
		rc = kerberos_wrap(own->kerberos, &choice, response, error);
	}
	buf_free(&offer);
	buf_free(&choice);
	return rc == 0 ? SASL_DONE : SASL_FAIL;
}

static enum sasl_status
gssapi_step(void *state, const struct sasl_context *context,
    const struct buf *challenge, struct buf *response, struct error *error)
{
	struct gssapi *own = state;

	if (own->stands)
		return choose_layer(own, context, challenge, response, error);
	if (own->kerberos == NULL &&
	    gssapi_start(own, context, error) == SASL_FAIL)
		return SASL_FAIL;
	return kerberos_step(own->kerberos, challenge, response, &own->stands,
		   context->deadline, error) == -1
		   ? SASL_FAIL
		   : SASL_MORE;
}

static void
gssapi_end(void *state)
{
	struct gssapi *own = state;

	kerberos_close(own->kerberos);
}

const struct sasl_mechanism sasl_gssapi = {
	.name = "GSSAPI",
	.needs = SASL_NEEDS_TICKET,
	.client_first = true,
	.by_name = true,
	.state_size = sizeof(struct gssapi),
	.step = gssapi_step,
	.end = gssapi_end,
};
