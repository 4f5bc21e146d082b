#include <stdio.h>
#include <string.h>

#include "base64.h"
#include "digest.h"
#include "mechanisms.h"
#include "memory.h"
#include "saslprep.h"

/* Characters of our nonce: 144 bits of chance. */
#define NONCE_LENGTH 24
/* Iterations that a server may ask for: fewer make its copy of the password
 * easy to guess, more are an attack on our time (RFC 5802 9). */
#define SCRAM_ITERATIONS_MIN 4096
#define SCRAM_ITERATIONS_MAX 1000000
/* Bytes of a name with its escapes, and of a salt. */
#define NAME_LIMIT ((size_t)6144)
#define SALT_LIMIT 1024

/* A row's variant: its hash, and whether it binds to the TLS session. */
#define PLUS 16
#define HASH(variant) ((enum digest)((variant) & ~PLUS))

/* One exchange of RFC 5802. */
struct scram {
	int steps;                        /* that are over */
	char nonce[64];                   /* our part of it */
	char header[NAME_LIMIT + 128];    /* GS2 header: "n,," */
	char first[NAME_LIMIT + 128];     /* client-first-message-bare */
	unsigned char proof[DIGEST_SIZE]; /* that the server must give */
};

static enum sasl_status
fail(struct error *error, const char *text)
{
	(void)error_set(error, ERROR_PROTOCOL, "%s", text);
	return SASL_FAIL;
}

/* RFC 5802 5.1: the prepared name, with "=" and "," escaped. */
static int
put_name(struct buf *out, const char *name, struct error *error)
{
	struct buf prepared = BUF_INIT(NAME_LIMIT);
	int rc = saslprep(&prepared, name, strlen(name), "user name", error);

	for (size_t i = 0; rc == 0 && i < prepared.len; i++) {
		if (prepared.data[i] == '=')
			rc = buf_puts(out, "=3D");
		else if (prepared.data[i] == ',')
			rc = buf_puts(out, "=2C");
		else
			rc = buf_putc(out, prepared.data[i]);
	}
	buf_free(&prepared);
	if (rc == -1)
		(void)error_set(
		    error, ERROR_USAGE, "the user name is too long");
	return rc;
}

/* RFC 5802 6: do we bind, could we have, or can we not?  Then whom to act as.
 */
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
say_first(struct scram *scram, bool plus, const struct sasl_context *context,
    struct buf *response, struct error *error)
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

/* The server-first-message: r=, s= and i=, in this order. */
struct server_first {
	const char *nonce;
	size_t nonce_len;
	struct buf salt;
	unsigned int iterations;
};

/* The attribute at *at, up to the next comma: its value.  NULL: it is another
 * one. */
static const char *
attribute(const char **at, char name, size_t *len)
{
	const char *value = *at + 2;

	if ((*at)[0] != name || (*at)[1] != '=')
		return NULL;
	*len = strcspn(value, ",");
	*at = value + *len + (value[*len] == ',');
	return value;
}

/* Digits only, no zero in front, and within bounds. */
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

static int
parse_first(const struct scram *scram, const struct buf *challenge,
    struct server_first *first, struct error *error)
{
	const char *at = buf_string(challenge), *value;
	size_t len = 0, ours = strlen(scram->nonce);

	if (strlen(at) != challenge->len)
		return error_set(
		    error, ERROR_PROTOCOL, "a SCRAM message with a NUL in it");
	first->nonce = attribute(&at, 'r', &first->nonce_len);
	if (first->nonce == NULL)
		return error_set(error, ERROR_PROTOCOL,
		    "the server's SCRAM message does not begin with a nonce");
	if (first->nonce_len <= ours ||
	    memcmp(first->nonce, scram->nonce, ours) != 0)
		return error_set(error, ERROR_PROTOCOL,
		    "the server's SCRAM nonce does not extend ours");
	value = attribute(&at, 's', &len);
	if (value == NULL || len == 0 ||
	    base64_decode(&first->salt, value, len) == -1)
		return error_set(error, ERROR_PROTOCOL,
		    "the server's SCRAM message has no usable salt");
	value = attribute(&at, 'i', &len);
	if (value == NULL ||
	    parse_iterations(value, len, &first->iterations) == -1)
		return error_set(error, ERROR_PROTOCOL,
		    "the server's SCRAM iterations are not between %d and %d",
		    SCRAM_ITERATIONS_MIN, SCRAM_ITERATIONS_MAX);
	return 0;
}

/* client-final-message-without-proof (RFC 5802 5.1, c= and r=). */
static int
put_final(struct buf *out, const struct scram *scram, bool plus,
    const struct sasl_context *context, const struct server_first *first)
{
	struct buf bound = BUF_INIT(2048);
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

/* What both proofs are made of. */
struct proof_basis {
	enum digest digest;
	const struct buf *password; /* prepared */
	const struct server_first *first;
	const struct buf *message; /* AuthMessage */
};

/* RFC 5802 3: the proof that we send, and the one that must come back. */
static int
prove(const struct proof_basis *basis, unsigned char ours[DIGEST_SIZE],
    unsigned char theirs[DIGEST_SIZE], struct error *error)
{
	enum digest digest = basis->digest;
	const struct buf *message = basis->message;
	size_t size = digest_size(digest);
	unsigned char key[DIGEST_SIZE], other[DIGEST_SIZE];
	struct buf salted = BUF_SECRET(DIGEST_SIZE);
	struct buf stored = BUF_SECRET(DIGEST_SIZE);
	struct buf server = BUF_SECRET(DIGEST_SIZE);
	int rc = -1;

	if (digest_pbkdf2(digest, basis->password, &basis->first->salt,
		basis->first->iterations, key, error) == -1)
		goto done;
	(void)buf_append(&salted, key, size);
	if (digest_hmac(digest, &salted, "Client Key", 10, key, error) == -1 ||
	    digest_hash(digest, key, size, other, error) == -1)
		goto done;
	(void)buf_append(&stored, other, size);
	if (digest_hmac(digest, &stored, message->data, message->len, other,
		error) == -1)
		goto done;
	for (size_t i = 0; i < size; i++)
		ours[i] = key[i] ^ other[i];
	if (digest_hmac(digest, &salted, "Server Key", 10, other, error) == -1)
		goto done;
	(void)buf_append(&server, other, size);
	rc = digest_hmac(
	    digest, &server, message->data, message->len, theirs, error);
done:
	memory_wipe(key, sizeof(key));
	memory_wipe(other, sizeof(other));
	buf_free(&salted);
	buf_free(&stored);
	buf_free(&server);
	return rc;
}

static enum sasl_status
say_final(struct scram *scram, const struct sasl_context *context,
    const struct buf *challenge, struct buf *response, struct error *error)
{
	int variant = context->mechanism->variant;
	bool plus = (variant & PLUS) != 0;
	enum digest digest = HASH(variant);
	struct server_first first = { .salt = BUF_INIT(SALT_LIMIT) };
	struct buf final = BUF_INIT(SASL_MESSAGE_LIMIT);
	struct buf message = BUF_INIT(3 * SASL_MESSAGE_LIMIT);
	struct buf password = BUF_SECRET(SASL_MESSAGE_LIMIT);
	struct proof_basis basis = { digest, &password, &first, &message };
	unsigned char proof[DIGEST_SIZE];
	enum sasl_status status = SASL_FAIL;

	if (parse_first(scram, challenge, &first, error) == -1 ||
	    saslprep(&password, context->password->data, context->password->len,
		"password", error) == -1)
		goto done;
	if (put_final(&final, scram, plus, context, &first) == -1 ||
	    buf_printf(&message, "%s,%s,%s", scram->first,
		buf_string(challenge), buf_string(&final)) == -1) {
		(void)fail(error, "the server's SCRAM message is too long");
		goto done;
	}
	if (prove(&basis, proof, scram->proof, error) == -1)
		goto done;
	if (buf_printf(response, "%s,p=", buf_string(&final)) == 0 &&
	    base64_encode(response, proof, digest_size(digest)) == 0)
		status = SASL_MORE;
done:
	memory_wipe(proof, sizeof(proof));
	buf_free(&first.salt);
	buf_free(&final);
	buf_free(&message);
	buf_free(&password);
	return status;
}

/* server-final-message: v= and its signature, or e= and why not. */
static enum sasl_status
check_final(const struct scram *scram, enum digest digest,
    const struct buf *challenge, struct error *error)
{
	const char *at = buf_string(challenge), *value;
	struct buf signature = BUF_INIT(SALT_LIMIT);
	size_t len = 0;
	bool proven;

	/* A refusal: the reply code that follows says so, too. */
	if (attribute(&at, 'e', &len) != NULL)
		return SASL_MORE;
	value = attribute(&at, 'v', &len);
	proven = value != NULL && base64_decode(&signature, value, len) == 0 &&
		 signature.len == digest_size(digest) &&
		 digest_equal(signature.data, scram->proof, signature.len);
	buf_free(&signature);
	if (!proven)
		return fail(error,
		    "the server did not prove that it knows the password");
	return SASL_DONE;
}

static enum sasl_status
step(void *state, const struct sasl_context *context,
    const struct buf *challenge, struct buf *response, struct error *error)
{
	struct scram *scram = state;
	int variant = context->mechanism->variant;
	bool plus = (variant & PLUS) != 0;

	switch (scram->steps++) {
	case 0:
		return say_first(scram, plus, context, response, error);
	case 1:
		return say_final(scram, context, challenge, response, error);
	case 2:
		return check_final(scram, HASH(variant), challenge, error);
	default:
		return fail(error, "more SCRAM messages than there are");
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
		.step = step,                                                  \
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
