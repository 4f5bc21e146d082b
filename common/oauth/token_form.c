/* The form that is sent to a token endpoint (RFC 6749 appendix B). */
#include "token_form.h"

#include <string.h>

#include "token_assertion.h"

void
token_form_encode(struct buf *out, const char *text, size_t len)
{
	static const char as_is[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz"
				    "0123456789-._~";

	for (size_t i = 0; i < len; i++) {
		if (text[i] != '\0' && strchr(as_is, text[i]) != NULL)
			(void)buf_putc(out, text[i]);
		else
			(void)buf_printf(out, "%%%02X",
			    (unsigned int)(unsigned char)text[i]);
	}
}

void
token_form_put(struct buf *form, const char *name, const struct buf *value)
{
	if (form->len > 0)
		(void)buf_putc(form, '&');
	token_form_encode(form, name, strlen(name));
	(void)buf_putc(form, '=');
	token_form_encode(form, buf_string(value), value->len);
}

static void
put_text(struct buf *form, const char *name, const char *value)
{
	struct buf text = BUF_SECRET(strlen(value));

	(void)buf_puts(&text, value);
	token_form_put(form, name, &text);
	buf_free(&text);
}

bool
token_form_owns(const char *name)
{
	static const char *const ours[] = { "grant_type", "client_id",
		"client_secret", "client_assertion", "client_assertion_type",
		"refresh_token", "assertion", "scope" };

	for (size_t i = 0; i < sizeof(ours) / sizeof(ours[0]); i++)
		if (strcmp(ours[i], name) == 0)
			return true;
	return false;
}

/* RFC 7521 4.2: the client proves who it is. */
static int
put_client(const struct token_source *source, struct redact *redact,
    struct buf *form, struct error *error)
{
	struct buf assertion = BUF_SECRET(TOKEN_FILE_LIMIT);
	int rc = 0;

	if (source->certificate.len > 0) {
		rc = token_assertion_of_client(
		    source, redact, &assertion, error);
		put_text(form, "client_assertion_type",
		    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
		token_form_put(form, "client_assertion", &assertion);
	} else if (source->secret.len > 0 && !token_source_uses_basic(source))
		token_form_put(form, "client_secret", &source->secret);
	buf_free(&assertion);
	return rc;
}

/* What the grant itself needs. */
static int
put_grant(const struct token_source *source, const struct buf *refresh_token,
    struct redact *redact, struct buf *form, struct error *error)
{
	struct buf assertion = BUF_SECRET(TOKEN_FILE_LIMIT);
	int rc = 0;

	if (source->grant->bit == TOKEN_REFRESH_TOKEN)
		token_form_put(form, "refresh_token", refresh_token);
	if (source->grant->bit == TOKEN_JWT_BEARER) {
		rc = token_assertion_of_account(
		    source, redact, &assertion, error);
		token_form_put(form, "assertion", &assertion);
	}
	buf_free(&assertion);
	return rc;
}

int
token_form_fill(const struct token_source *source,
    const struct buf *refresh_token, struct redact *redact, struct buf *form,
    struct error *error)
{
	const char *client = token_source_value(source, TOKEN_KEY_CLIENT_ID);

	put_text(form, "grant_type", source->grant->type);
	if (client != NULL && !token_source_uses_basic(source))
		put_text(form, "client_id", client);
	/* A service account has its scope in the assertion. */
	if (source->scope.len > 0 && source->grant->bit != TOKEN_JWT_BEARER)
		token_form_put(form, "scope", &source->scope);
	for (size_t i = 0; i < source->param_count; i++)
		token_form_put(form, buf_string(&source->params[i].name),
		    &source->params[i].value);
	if (put_grant(source, refresh_token, redact, form, error) == -1)
		return -1;
	return put_client(source, redact, form, error);
}
