/* The mechanism CRAM-MD5: RFC 2195. */

#include "mechanisms.h"

#include "digest.h"

/* RFC 2195 2: the response is the user name, a blank, and the HMAC of the
 * challenge with the password as its key. */
static enum sasl_status
cram_md5_step(void *state, const struct sasl_context *context,
    const struct buf *challenge, struct buf *response, struct error *error)
{
	size_t size = digest_size(DIGEST_MD5);
	unsigned char hash[DIGEST_SIZE];

	(void)state;
	if (challenge->len == 0) {
		(void)error_set(
		    error, ERROR_PROTOCOL, "the server's challenge is empty");
		return SASL_FAIL;
	}
	if (digest_hmac(DIGEST_MD5, context->password, challenge->data,
		challenge->len, hash, error) == -1)
		return SASL_FAIL;
	if (buf_printf(response, "%s ", context->user) == -1 ||
	    digest_hex(response, hash, size) == -1) {
		(void)error_set(
		    error, ERROR_USAGE, "the user name is too long");
		return SASL_FAIL;
	}
	sasl_hide(context, response->data + response->len - 2 * size, 2 * size);
	return SASL_DONE;
}

const struct sasl_mechanism sasl_cram_md5 = {
	.name = "CRAM-MD5",
	.needs = SASL_NEEDS_USER | SASL_NEEDS_PASSWORD,
	.step = cram_md5_step,
};
