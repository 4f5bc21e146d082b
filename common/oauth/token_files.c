/* The files that the ini file of --oauth names. */
#include "token_files.h"

#include <string.h>

#include "file_access.h"
#include "json.h"
#include "secret_file.h"
#include "token_check.h"

/* Puts the line and the key before the fault. */
static int
blame(const struct token_source *source, enum token_key key,
    const struct error *found, struct error *error)
{
	return error_set(error, ERROR_USAGE, "line %u: %s: %s",
	    source->values[key].line, token_keys[key].name, found->text);
}

static int
check_line(const struct buf *line, const char *path, struct error *error)
{
	if (line->len == 0)
		return error_set(
		    error, ERROR_USAGE, "%s: the first line is empty", path);
	if (memchr(line->data, '\0', line->len) != NULL ||
	    memchr(line->data, '\r', line->len) != NULL)
		return error_set(error, ERROR_USAGE,
		    "%s: the first line has a NUL or a line break in it", path);
	return 0;
}

/* Reads the first line of a file, or the whole file. */
static int
read_file(const char *path, bool whole, struct buf *out, bool *readable,
    struct error *error)
{
	struct error found = { 0 };
	int fd = secret_file_open(path, readable, error), rc;

	if (fd == -1)
		return -1;
	if (whole) {
		rc = secret_file_read(fd, out, &found);
		if (rc == -1)
			(void)error_set(
			    error, ERROR_USAGE, "%s: %s", path, found.text);
	} else {
		rc = secret_file_line(fd, out, path, error);
		if (rc == 0)
			rc = check_line(out, path, error);
	}
	secret_file_close(fd);
	return rc;
}

/* Does so for the path that this key has, if any. */
static int
read_key(const struct token_source *source, enum token_key key, bool whole,
    struct buf *out, bool *readable, struct error *error)
{
	const char *path = token_source_value(source, key);
	struct error found = { 0 };
	bool open = false;

	if (path == NULL)
		return 0;
	if (read_file(path, whole, out, &open, &found) == -1)
		return blame(source, key, &found, error);
	*readable = *readable || open;
	return 0;
}

static bool
take(const struct buf *json, const char *name, struct buf *out)
{
	return json_string(buf_string(json), json->len, name, out) == 0 &&
	       out->len > 0;
}

/* The account's file knows its endpoint better than the table of providers.
 * The server of an endpoint that the user names may know that one's name only.
 */
static int
choose_endpoint(struct token_source *source, struct error *error)
{
	struct buf *endpoint = &source->endpoint, *own = &source->audience;

	if (own->len > 0 &&
	    token_source_value(source, TOKEN_KEY_ENDPOINT) == NULL) {
		buf_clear(endpoint);
		(void)buf_puts(endpoint, buf_string(own));
	}
	if (own->len == 0)
		(void)buf_puts(own, buf_string(endpoint));
	if (endpoint->len == 0)
		return error_set(error, ERROR_USAGE,
		    "it has no token_uri: give token_endpoint");
	if (!token_check_url(buf_string(endpoint)))
		return error_set(error, ERROR_USAGE,
		    "its token_uri is no address with https://");
	return 0;
}

/* The file that Google gives for a service account. */
static int
read_account(struct token_source *source, bool *readable, struct error *error)
{
	struct buf json = BUF_SECRET(TOKEN_FILE_LIMIT);
	struct error found = { 0 };
	int rc = read_key(source, TOKEN_KEY_SERVICE_ACCOUNT_FILE, true, &json,
	    readable, error);

	if (rc == -1)
		goto done;
	(void)take(&json, "private_key_id", &source->key_id);
	(void)take(&json, "token_uri", &source->audience);
	if (!take(&json, "client_email", &source->issuer) ||
	    !take(&json, "private_key", &source->key))
		rc = error_set(&found, ERROR_USAGE,
		    "it is no JSON of a service account with client_email and "
		    "private_key");
	else
		rc = choose_endpoint(source, &found);
	if (rc == -1)
		(void)blame(
		    source, TOKEN_KEY_SERVICE_ACCOUNT_FILE, &found, error);
done:
	buf_free(&json);
	return rc;
}

/* The key may stand in the file of the certificate. */
static int
read_certificate(
    struct token_source *source, bool *readable, struct error *error)
{
	bool has_key = token_source_value(source, TOKEN_KEY_CLIENT_KEY) != NULL;
	bool is_public = false;

	if (read_key(source, TOKEN_KEY_CLIENT_CERTIFICATE, true,
		&source->certificate, has_key ? &is_public : readable,
		error) == -1)
		return -1;
	if (has_key)
		return read_key(source, TOKEN_KEY_CLIENT_KEY, true,
		    &source->key, readable, error);
	return buf_append(&source->key, buf_string(&source->certificate),
	    source->certificate.len);
}

static int
check_trust(const struct token_source *source, struct error *error)
{
	const char *path = token_source_value(source, TOKEN_KEY_CA_FILE);
	struct error found = { 0 };
	bool readable;

	if (path != NULL && secret_file_check(path, &readable, &found) == -1)
		return blame(source, TOKEN_KEY_CA_FILE, &found, error);
	return 0;
}

int
token_files_read(
    struct token_source *source, bool *readable, struct error *error)
{
	struct buf refresh_token = BUF_SECRET(TOKEN_FILE_LIMIT);
	const char *secret =
	    token_source_value(source, TOKEN_KEY_CLIENT_SECRET);
	int rc;

	if (secret != NULL)
		(void)buf_puts(&source->secret, secret);
	rc = read_key(source, TOKEN_KEY_CLIENT_SECRET_FILE, false,
	    &source->secret, readable, error);
	if (rc == 0)
		rc = read_key(source, TOKEN_KEY_REFRESH_TOKEN_FILE, false,
		    &refresh_token, readable, error);
	if (rc == 0 &&
	    token_source_value(source, TOKEN_KEY_CLIENT_CERTIFICATE) != NULL)
		rc = read_certificate(source, readable, error);
	if (rc == 0 && source->grant->bit == TOKEN_JWT_BEARER)
		rc = read_account(source, readable, error);
	buf_free(&refresh_token);
	return rc == 0 ? check_trust(source, error) : -1;
}

int
token_files_refresh_token(
    const struct token_source *source, struct buf *out, struct error *error)
{
	const char *path =
	    token_source_value(source, TOKEN_KEY_REFRESH_TOKEN_FILE);
	bool readable;

	return path == NULL ? 0 : read_file(path, false, out, &readable, error);
}
