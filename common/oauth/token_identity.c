/* What tells one source of tokens from another. */
#include "token_identity.h"

#include <string.h>

#include "digest.h"
#include "memory.h"

/* Bytes of the secrets' hash that are in the identity.  With them a changed
 * secret is noticed; a secret that is guessed is not confirmed. */
#define SECRET_BYTES 2
#define LIMIT (TOKEN_FILE_LIMIT * (TOKEN_PARAMS_MAX + 4))

/* The length in front keeps "a", "bc" apart from "ab", "c". */
static void
put(struct buf *out, const char *bytes, size_t len)
{
	(void)buf_printf(out, "%zu:", len);
	(void)buf_append(out, bytes, len);
}

static void
put_buf(struct buf *out, const struct buf *bytes)
{
	put(out, buf_string(bytes), bytes->len);
}

static void
put_string(struct buf *out, const char *string)
{
	put(out, string == NULL ? "" : string,
	    string == NULL ? 0 : strlen(string));
}

static int
put_secrets(const struct token_source *source, const struct buf *refresh_token,
    struct buf *out, struct error *error)
{
	struct buf all = BUF_SECRET(LIMIT);
	unsigned char hash[DIGEST_SIZE];
	int rc;

	put_buf(&all, &source->secret);
	put_buf(&all, &source->key);
	for (size_t i = 0; i < source->param_count; i++)
		put_buf(&all, &source->params[i].value);
	if (refresh_token != NULL)
		put_buf(&all, refresh_token);
	rc = digest_hash(DIGEST_SHA256, all.data, all.len, hash, error);
	if (rc == 0)
		(void)buf_append(out, hash, SECRET_BYTES);
	memory_wipe(hash, sizeof(hash));
	buf_free(&all);
	return rc;
}

int
token_identity(const struct token_source *source,
    const struct buf *refresh_token, struct buf *out, struct error *error)
{
	struct buf all = BUF_SECRET(LIMIT);
	unsigned char hash[DIGEST_SIZE];
	const char *subject = token_source_value(source, TOKEN_KEY_SUBJECT);
	int rc;

	put_buf(&all, &source->endpoint);
	put_string(&all, source->grant->name);
	put_string(&all, token_source_value(source, TOKEN_KEY_CLIENT_ID));
	put_buf(&all, &source->scope);
	put_buf(&all, &source->issuer);
	put_buf(&all, &source->key_id);
	put_buf(&all, &source->audience);
	put_buf(&all, &source->certificate);
	put_string(&all, source->grant->bit != TOKEN_JWT_BEARER ? NULL
			 : subject != NULL                      ? subject
								: source->user);
	put_string(&all, token_source_uses_basic(source) ? "basic" : "post");
	for (size_t i = 0; i < source->param_count; i++)
		put_buf(&all, &source->params[i].name);
	rc = put_secrets(source, refresh_token, &all, error);
	if (rc == 0)
		rc = digest_hash(DIGEST_SHA256, all.data, all.len, hash, error);
	if (rc == 0)
		rc = digest_hex(out, hash, digest_size(DIGEST_SHA256));
	buf_free(&all);
	return rc;
}

int
token_identity_of_text(const char *text, struct buf *out, struct error *error)
{
	unsigned char hash[DIGEST_SIZE];

	if (digest_hash(DIGEST_SHA256, text, strlen(text), hash, error) == -1)
		return -1;
	return digest_hex(out, hash, 16);
}
