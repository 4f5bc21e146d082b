/* The mechanisms SCRAM-*: RFC 5802, RFC 7677. */

#include "mechanisms.h"

#include <stdio.h>
#include <string.h>

#include "base64.h"
#include "digest.h"
#include "memory.h"
#include "saslprep.h"
#include "scram_proof.h"

/* Characters of our nonce: 144 bits of chance. */
#define NONCE_LENGTH 24
/* Iterations that a server may ask for (RFC 5802 9).  With fewer, an attacker
 * who sees the exchange guesses the password easily; with more, the server
 * wastes our time. */
#define SCRAM_ITERATIONS_MIN 4096
#define SCRAM_ITERATIONS_MAX 1000000
/* Bytes of a user name with its escapes, and of a salt. */
#define NAME_LIMIT ((size_t)6144)
#define SALT_LIMIT 1024
/* Bytes of a proof in base64, with its NUL. */
#define PROOF_SIZE (DIGEST_SIZE * 4 / 3 + 4)

/* The variant of a row is its hash, plus PLUS if it binds to the TLS session.
 */
#define PLUS 16
#define HASH(variant) ((enum digest)((variant) & ~PLUS))

/* One exchange. */
struct scram {
	int steps;                     /* so far */
	char nonce[64];                /* the client's part of it */
	char header[NAME_LIMIT + 128]; /* GS2 header: "n,," */
	char first[NAME_LIMIT + 128];  /* client-first-message-bare */
	char proof[PROOF_SIZE];        /* which the server must send */
	char refusal[64]; /* the server's reason (RFC 5802 7, e=) */
};

static enum sasl_status
scram_fail(struct error *error, const char *text)
{
	(void)error_set(error, ERROR_PROTOCOL, "%s", text);
	return SASL_FAIL;
}

/* RFC 5802 5.1: a user name is prepared first, then escaped. */
static int
put_name(struct buf *out, const char *name, struct error *error)
{
	struct buf prepared = BUF_INIT(NAME_LIMIT);
	int rc = saslprep(&prepared, name, strlen(name), "user name", error);

	if (rc == 0)
		rc = saslname(out, prepared.data);
	buf_free(&prepared);
	if (rc == -1)
		(void)error_set(
		    error, ERROR_USAGE, "the user name is too long");
	return rc;
}

/* The GS2 header (RFC 5802 6 and 7).  It begins with "p=" if we bind to the TLS
 * session, with "y" if we could, but the server does not offer it, otherwise
 * with "n".  The identity to act as follows. */
static int
make_header(struct scram *scram, bool plus, const struct sasl_context *context,
    struct error *error)
{
	struct buf header = BUF_INIT(sizeof(scram->header) - 1);
	int rc;

	if (plus)
		rc = buf_printf(&header, "p=%s,", context->binding->type);
	else
		rc = buf_puts(&header,
		    context->binding != NULL && !context->binding_offered
			? "y,"
			: "n,");
	if (rc == 0 && context->authzid != NULL)
		rc = buf_puts(&header, "a=");
	if (rc == 0 && context->authzid != NULL)
		rc = put_name(&header, context->authzid, error);
	if (rc == 0)
		rc = buf_putc(&header, ',');
	if (rc == 0)
		memcpy(scram->header, header.data, header.len + 1);
	buf_free(&header);
	return rc;
}

static enum sasl_status
put_first_message(struct scram *scram, bool plus,
    const struct sasl_context *context, struct buf *response,
    struct error *error)
{
	struct buf name = BUF_INIT(NAME_LIMIT);
	struct buf nonce = BUF_INIT(sizeof(scram->nonce) - 1);
	int rc = put_name(&name, context->user, error);

	if (rc == 0 && context->nonce == NULL)
		rc = digest_nonce(&nonce, NONCE_LENGTH, error);
	else if (rc == 0)
		rc = buf_puts(&nonce, context->nonce);
	if (rc == 0)
		rc = make_header(scram, plus, context, error);
	if (rc == 0) {
		(void)snprintf(scram->nonce, sizeof(scram->nonce), "%s",
		    buf_string(&nonce));
		(void)snprintf(scram->first, sizeof(scram->first), "n=%s,r=%s",
		    buf_string(&name), scram->nonce);
		rc = buf_printf(response, "%s%s", scram->header, scram->first);
	}
	buf_free(&name);
	buf_free(&nonce);
	return rc == 0 ? SASL_MORE : SASL_FAIL;
}

/* What the server-first-message says with r=, s= and i=, in this order. */
struct server_first {
	const char *nonce;
	size_t nonce_len;
	struct buf salt;
	unsigned int iterations;
};

/* The value of the attribute at *at, which moves behind the next comma.  NULL:
 * the attribute there has another name. */
static const char *
take_attribute(const char **at, char name, size_t *len)
{
	const char *value;

	if ((*at)[0] != name || (*at)[1] != '=')
		return NULL;
	value = *at + 2;
	*len = strcspn(value, ",");
	*at = value + *len + (value[*len] == ',');
	return value;
}

/* A number without leading zeros, within the bounds above.  -1: it is not. */
static int
parse_iterations(const char *text, size_t len, unsigned int *value)
{
	*value = 0;
	if (len == 0 || len > 7 || text[0] == '0')
		return -1;
	for (size_t i = 0; i < len; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		*value = *value * 10 + (unsigned int)(text[i] - '0');
	}
	return *value >= SCRAM_ITERATIONS_MIN && *value <= SCRAM_ITERATIONS_MAX
		   ? 0
		   : -1;
}

/* RFC 5802 7, "printable".  Commas cannot occur here: they end an attribute. */
static bool
is_printable(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (text[i] <= ' ' || text[i] > '~')
			return false;
	return true;
}

static int
parse_server_first(const struct scram *scram, const struct buf *challenge,
    struct server_first *first, struct error *error)
{
	const char *at = buf_string(challenge), *value;
	size_t len = 0, ours = strlen(scram->nonce);

	if (strlen(at) != challenge->len)
		return error_set(
		    error, ERROR_PROTOCOL, "a SCRAM message with a NUL in it");
	first->nonce = take_attribute(&at, 'r', &first->nonce_len);
	if (first->nonce == NULL)
		return error_set(error, ERROR_PROTOCOL,
		    "the server's SCRAM message does not begin with a nonce");
	if (first->nonce_len <= ours ||
	    memcmp(first->nonce, scram->nonce, ours) != 0 ||
	    !is_printable(first->nonce, first->nonce_len))
		return error_set(error, ERROR_PROTOCOL,
		    "the server's SCRAM nonce does not extend ours");
	value = take_attribute(&at, 's', &len);
	if (value == NULL || len == 0 ||
	    base64_decode(&first->salt, value, len) == -1)
		return error_set(error, ERROR_PROTOCOL,
		    "the server's SCRAM message has no usable salt");
	value = take_attribute(&at, 'i', &len);
	if (value == NULL ||
	    parse_iterations(value, len, &first->iterations) == -1)
		return error_set(error, ERROR_PROTOCOL,
		    "the server's SCRAM iterations are not between %d and %d",
		    SCRAM_ITERATIONS_MIN, SCRAM_ITERATIONS_MAX);
	return 0;
}

/* RFC 5802 7, client-final-message-without-proof: c= and r=. */
static int
put_final_without_proof(struct buf *out, const struct scram *scram, bool plus,
    const struct sasl_context *context, const struct server_first *first)
{
	struct buf bound = BUF_INIT(SASL_MESSAGE_LIMIT);
	int rc = buf_puts(&bound, scram->header);

	if (rc == 0 && plus)
		rc = buf_append(&bound, buf_string(&context->binding->data),
		    context->binding->data.len);
	if (rc == 0)
		rc = buf_puts(out, "c=");
	if (rc == 0)
		rc = base64_encode(out, buf_string(&bound), bound.len);
	if (rc == 0)
		rc = buf_puts(out, ",r=");
	if (rc == 0)
		rc = buf_append(out, first->nonce, first->nonce_len);
	buf_free(&bound);
	return rc;
}

/* Appends a proof in base64, and hides it from all output. */
static int
put_proof(struct buf *out, const struct sasl_context *context,
    const unsigned char *proof, size_t size)
{
	size_t before = out->len;

	if (base64_encode(out, proof, size) == -1)
		return -1;
	sasl_hide(context, out->data + before, out->len - before);
	return 0;
}

static enum sasl_status
put_final_message(struct scram *scram, const struct sasl_context *context,
    const struct buf *challenge, struct buf *response, struct error *error)
{
	int variant = context->mechanism->variant;
	bool plus = (variant & PLUS) != 0;
	enum digest digest = HASH(variant);
	struct server_first first = { .salt = BUF_INIT(SALT_LIMIT) };
	struct buf final = BUF_INIT(SASL_MESSAGE_LIMIT);
	struct buf message = BUF_INIT(3 * SASL_MESSAGE_LIMIT);
	struct buf password = BUF_SECRET(SASL_MESSAGE_LIMIT);
	struct buf expected = BUF_SECRET(PROOF_SIZE - 1);
	struct scram_basis basis = {
		.digest = digest,
		.password = &password,
		.salt = &first.salt,
		.message = &message,
	};
	struct scram_proofs proofs;
	enum sasl_status status = SASL_FAIL;

	if (parse_server_first(scram, challenge, &first, error) == -1 ||
	    saslprep(&password, context->password->data, context->password->len,
		"password", error) == -1)
		goto done;
	if (put_final_without_proof(&final, scram, plus, context, &first) ==
		-1 ||
	    buf_printf(&message, "%s,%s,%s", scram->first,
		buf_string(challenge), buf_string(&final)) == -1) {
		(void)scram_fail(
		    error, "the server's SCRAM message is too long");
		goto done;
	}
	basis.iterations = first.iterations;
	if (scram_prove(&basis, &proofs, error) == -1)
		goto done;
	if (buf_printf(response, "%s,p=", buf_string(&final)) == -1 ||
	    put_proof(response, context, proofs.ours, digest_size(digest)) ==
		-1 ||
	    put_proof(&expected, context, proofs.theirs, digest_size(digest)) ==
		-1) {
		(void)scram_fail(
		    error, "the server's SCRAM message is too long");
		goto done;
	}
	memcpy(scram->proof, expected.data, expected.len + 1);
	status = SASL_MORE;
done:
	memory_wipe(&proofs, sizeof(proofs));
	buf_free(&expected);
	buf_free(&first.salt);
	buf_free(&final);
	buf_free(&message);
	buf_free(&password);
	return status;
}

/* RFC 5802 7, server-final-message: v= with the server's proof, or e= with the
 * reason of a refusal. */
static enum sasl_status
check_server_final(
    struct scram *scram, const struct buf *challenge, struct error *error)
{
	const char *at = buf_string(challenge);
	size_t len = 0;
	const char *value = take_attribute(&at, 'e', &len);

	/* The server refuses; its reply code follows. */
	if (value != NULL) {
		(void)snprintf(scram->refusal, sizeof(scram->refusal), "%.*s",
		    (int)len, value);
		return SASL_MORE;
	}
	value = take_attribute(&at, 'v', &len);
	if (value == NULL || len != strlen(scram->proof) ||
	    !digest_equal(value, scram->proof, len))
		return scram_fail(error,
		    "the server did not prove that it knows the password");
	return SASL_DONE;
}

static void
scram_explain(const void *state, struct buf *out)
{
	const struct scram *scram = state;

	(void)buf_puts(out, scram->refusal);
}

static enum sasl_status
scram_step(void *state, const struct sasl_context *context,
    const struct buf *challenge, struct buf *response, struct error *error)
{
	struct scram *scram = state;
	int variant = context->mechanism->variant;
	bool plus = (variant & PLUS) != 0;

	switch (scram->steps++) {
	case 0:
		return put_first_message(scram, plus, context, response, error);
	case 1:
		return put_final_message(
		    scram, context, challenge, response, error);
	case 2:
		return check_server_final(scram, challenge, error);
	default:
		return scram_fail(error, "more SCRAM messages than there are");
	}
}

#define ROW(symbol, name_, variant_, needs_)                                   \
	const struct sasl_mechanism symbol = {                                 \
		.name = (name_),                                               \
		.needs = SASL_NEEDS_USER | SASL_NEEDS_PASSWORD | (needs_),     \
		.client_first = true,                                          \
		.mutual = true,                                                \
		.variant = (variant_),                                         \
		.state_size = sizeof(struct scram),                            \
		.step = scram_step,                                            \
		.explain = scram_explain,                                      \
	};

ROW(sasl_scram_sha_1, "SCRAM-SHA-1", DIGEST_SHA1, 0)
ROW(sasl_scram_sha_256, "SCRAM-SHA-256", DIGEST_SHA256, 0)
ROW(sasl_scram_sha_512, "SCRAM-SHA-512", DIGEST_SHA512, 0)
ROW(sasl_scram_sha_1_plus, "SCRAM-SHA-1-PLUS", PLUS | DIGEST_SHA1,
    SASL_NEEDS_BINDING)
ROW(sasl_scram_sha_256_plus, "SCRAM-SHA-256-PLUS", PLUS | DIGEST_SHA256,
    SASL_NEEDS_BINDING)
ROW(sasl_scram_sha_512_plus, "SCRAM-SHA-512-PLUS", PLUS | DIGEST_SHA512,
    SASL_NEEDS_BINDING)
