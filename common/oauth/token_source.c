/* Where access tokens come from: the ini file of --oauth. */
#include "token_source.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "memory.h"
#include "secret_file.h"
#include "signer.h"
#include "token_check.h"
#include "token_files.h"
#include "token_form.h"
#include "token_ini.h"
#include "token_source_data.h"

#define DAY 86400

void
token_source_free(struct token_source *source)
{
	if (source == NULL)
		return;
	for (size_t i = 0; i < TOKEN_KEY_COUNT; i++)
		buf_free(&source->values[i].text);
	for (size_t i = 0; i < source->param_count; i++) {
		buf_free(&source->params[i].name);
		buf_free(&source->params[i].value);
	}
	buf_free(&source->endpoint);
	buf_free(&source->scope);
	buf_free(&source->secret);
	buf_free(&source->certificate);
	buf_free(&source->key);
	buf_free(&source->issuer);
	buf_free(&source->key_id);
	buf_free(&source->audience);
	token_entry_free(&source->entry);
	(void)pthread_mutex_destroy(&source->lock);
	free(source->user);
	free(source->path);
	free(source);
}

static int
read_open_file(
    struct token_source *source, int fd, bool *readable, struct error *error)
{
	struct buf text = BUF_SECRET(TOKEN_FILE_LIMIT);
	int rc = secret_file_read(fd, &text, error);

	if (rc == 0)
		rc = token_ini_read(source, &text, error);
	if (rc == 0)
		rc = token_check(source, error);
	if (rc == 0)
		rc = token_files_read(source, readable, error);
	buf_free(&text);
	return rc;
}

struct token_source *
token_source_read(const char *path, bool *readable, struct error *error)
{
	struct token_source *source = token_source_new(path);
	struct error found = { 0 };
	int fd = secret_file_open(path, readable, error), rc = -1;

	if (fd != -1) {
		rc = read_open_file(source, fd, readable, &found);
		secret_file_close(fd);
	}
	if (rc == 0)
		return source;
	if (fd != -1)
		(void)error_set(error, ERROR_USAGE, "%s: %s", path, found.text);
	token_source_free(source);
	return NULL;
}

void
token_source_set_user(struct token_source *source, const char *user)
{
	free(source->user);
	source->user = user == NULL ? NULL : memory_copy(user);
}

/* Learns the secret, and what stands in its place on the wire. */
static void
hide(struct redact *redact, const struct buf *secret)
{
	struct buf encoded = BUF_SECRET(3 * secret->len);

	if (secret->len == 0)
		return;
	redact_secret(redact, secret->data, secret->len);
	token_form_encode(&encoded, secret->data, secret->len);
	if (encoded.len != secret->len)
		redact_secret(redact, encoded.data, encoded.len);
	buf_free(&encoded);
}

/* "http://user:password@host" */
static void
hide_password_of_proxy(const char *url, struct redact *redact)
{
	const char *end = url == NULL ? NULL : strrchr(url, '@');
	const char *from = end == NULL ? NULL : strstr(url, "://");

	if (end == NULL)
		return;
	from = from == NULL ? url : from + 3;
	from = memchr(from, ':', from > end ? 0 : (size_t)(end - from));
	if (from != NULL && end - from > 1)
		redact_secret(redact, from + 1, (size_t)(end - from - 1));
}

void
token_source_hide(const struct token_source *source, struct redact *redact)
{
	hide(redact, &source->secret);
	for (size_t i = 0; i < source->param_count; i++)
		if (token_source_is_secret(buf_string(&source->params[i].name)))
			hide(redact, &source->params[i].value);
	hide_password_of_proxy(
	    token_source_value(source, TOKEN_KEY_PROXY), redact);
}

bool
token_source_secret_days(const struct token_source *source, int *days)
{
	if (source->certificate.len > 0)
		return signer_certificate_days(&source->certificate, days);
	if (source->secret_expires == -1)
		return false;
	*days = (int)(source->secret_expires - (int64_t)time(NULL) / DAY);
	return true;
}
