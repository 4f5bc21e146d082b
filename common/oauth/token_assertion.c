/* Signed assertions (RFC 7523). */
#include "token_assertion.h"

#include <time.h>

#include "base64.h"
#include "json_writer.h"
#include "signer.h"

/* Seconds for which an assertion is good. */
#define CLIENT_LIFE 300
#define ACCOUNT_LIFE 3600
/* Characters of the assertion's own name. */
#define NAME_LENGTH 32
/* Bytes of the header and of the claims. */
#define PART_LIMIT ((size_t)8 * 1024)

/* A token that is being written. */
struct assertion {
	const struct token_source *source;
	struct signer *signer;
	enum signature signature;
	struct buf header, claims;
};

static void
put_times(struct json_writer *json, double life)
{
	double now = (double)time(NULL);

	json_put_decimal(json, "iat", now, 0);
	json_put_decimal(json, "exp", now + life, 0);
}

/* RFC 7515 4.1.7 and 4.1.8 */
static int
put_thumbprint(struct json_writer *json, const char *name,
    const struct signer *signer, enum digest digest, struct error *error)
{
	unsigned char hash[DIGEST_SIZE];
	struct buf text = BUF_INIT(2 * sizeof(hash));
	int rc = signer_thumbprint(signer, digest, hash, error);

	if (rc == 0) {
		(void)base64url_encode(&text, hash, digest_size(digest));
		json_put_string(json, name, buf_string(&text));
	}
	buf_free(&text);
	return rc;
}

static int
write_header(struct assertion *own, struct error *error)
{
	const struct token_source *source = own->source;
	struct json_writer json = { .out = &own->header };
	int rc = 0;

	json_open(&json, NULL, '{');
	json_put_string(&json, "alg", signature_name(own->signature));
	json_put_string(&json, "typ", "JWT");
	if (source->key_id.len > 0)
		json_put_string(&json, "kid", buf_string(&source->key_id));
	if (source->certificate.len > 0) {
		rc = put_thumbprint(
		    &json, "x5t", own->signer, DIGEST_SHA1, error);
		if (rc == 0)
			rc = put_thumbprint(&json, "x5t#S256", own->signer,
			    DIGEST_SHA256, error);
	}
	json_close(&json, '}');
	return rc;
}

/* Appends the token of header, claims and their signature (RFC 7515 7.1). */
static int
sign(const struct assertion *own, struct redact *redact, struct buf *out,
    struct error *error)
{
	struct buf made = BUF_SECRET(PART_LIMIT);
	size_t before = out->len;
	int rc;

	(void)base64url_encode(out, own->header.data, own->header.len);
	(void)buf_putc(out, '.');
	(void)base64url_encode(out, own->claims.data, own->claims.len);
	rc = signer_sign(own->signer, own->signature, out->data + before,
	    out->len - before, &made, error);
	if (rc == 0) {
		(void)buf_putc(out, '.');
		(void)base64url_encode(out, made.data, made.len);
		redact_secret(redact, out->data + before, out->len - before);
	}
	buf_free(&made);
	return rc;
}

/* Writes the header, signs, and frees. */
static int
finish(struct assertion *own, struct redact *redact, struct buf *out,
    struct error *error)
{
	int rc = own->signer == NULL ? -1 : write_header(own, error);

	if (rc == 0)
		rc = sign(own, redact, out, error);
	signer_free(own->signer);
	buf_free(&own->header);
	buf_free(&own->claims);
	return rc;
}

static struct signer *
open_signer(const struct token_source *source, const char *path,
    const struct buf *certificate, struct error *error)
{
	struct error found = { 0 };
	struct signer *signer = signer_read(&source->key, certificate, &found);

	if (signer == NULL)
		(void)error_set(error, ERROR_USAGE, "%s: %s", path, found.text);
	return signer;
}

int
token_assertion_of_client(const struct token_source *source,
    struct redact *redact, struct buf *out, struct error *error)
{
	const char *client = token_source_value(source, TOKEN_KEY_CLIENT_ID);
	const char *path = token_source_value(source, TOKEN_KEY_CLIENT_KEY);
	struct assertion own = {
		.source = source,
		.signature = source->provider == NULL
				 ? SIGNATURE_RS256
				 : source->provider->signature,
		.header = BUF_INIT(PART_LIMIT),
		.claims = BUF_INIT(PART_LIMIT),
	};
	struct json_writer json = { .out = &own.claims };
	struct buf name = BUF_INIT(NAME_LENGTH);

	if (path == NULL)
		path = token_source_value(source, TOKEN_KEY_CLIENT_CERTIFICATE);
	json_open(&json, NULL, '{');
	json_put_string(&json, "iss", client);
	json_put_string(&json, "sub", client);
	json_put_string(&json, "aud", buf_string(&source->endpoint));
	json_put_decimal(&json, "nbf", (double)time(NULL), 0);
	put_times(&json, CLIENT_LIFE);
	if (digest_nonce(&name, NAME_LENGTH, error) == 0) {
		json_put_string(&json, "jti", buf_string(&name));
		own.signer =
		    open_signer(source, path, &source->certificate, error);
	}
	json_close(&json, '}');
	buf_free(&name);
	return finish(&own, redact, out, error);
}

int
token_assertion_of_account(const struct token_source *source,
    struct redact *redact, struct buf *out, struct error *error)
{
	const char *subject = token_source_value(source, TOKEN_KEY_SUBJECT);
	struct assertion own = {
		.source = source,
		.signature = SIGNATURE_RS256,
		.header = BUF_INIT(PART_LIMIT),
		.claims = BUF_INIT(PART_LIMIT),
	};
	struct json_writer json = { .out = &own.claims };

	if (subject == NULL)
		subject = source->user;
	json_open(&json, NULL, '{');
	json_put_string(&json, "iss", buf_string(&source->issuer));
	if (subject != NULL)
		json_put_string(&json, "sub", subject);
	if (source->scope.len > 0)
		json_put_string(&json, "scope", buf_string(&source->scope));
	json_put_string(&json, "aud", buf_string(&source->audience));
	put_times(&json, ACCOUNT_LIFE);
	json_close(&json, '}');
	own.signer = open_signer(source,
	    token_source_value(source, TOKEN_KEY_SERVICE_ACCOUNT_FILE), NULL,
	    error);
	return finish(&own, redact, out, error);
}
