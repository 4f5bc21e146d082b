/* Asks a token endpoint for a token. */
#include "token_request.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "file_access.h"
#include "token_files.h"
#include "token_form.h"
#include "token_store.h"
#include "web.h"

/* Bytes of an answer, and of a request. */
#define ANSWER_LIMIT ((size_t)64 * 1024)
#define FORM_LIMIT ((size_t)1024 * 1024)

/* RFC 6749 2.3.1: both are encoded as in a form. */
static void
put_basic(
    const struct token_source *source, struct buf *user, struct buf *password)
{
	const char *client = token_source_value(source, TOKEN_KEY_CLIENT_ID);

	token_form_encode(user, client, strlen(client));
	token_form_encode(
	    password, buf_string(&source->secret), source->secret.len);
}

static int
send_form(const struct token_source *source, const struct buf *form,
    struct deadline deadline, struct redact *redact, struct web_answer *answer,
    struct error *error)
{
	struct buf user = BUF_SECRET(3 * TOKEN_FILE_LIMIT);
	struct buf password = BUF_SECRET(3 * TOKEN_FILE_LIMIT);
	struct web_request request = {
		.url = buf_string(&source->endpoint),
		.form = buf_string(form),
		.accept = "application/json",
		.proxy = token_source_value(source, TOKEN_KEY_PROXY),
		.ca_file = token_source_value(source, TOKEN_KEY_CA_FILE),
		.limit = ANSWER_LIMIT,
		.needed_for = "--oauth",
		.redact = redact,
	};
	int rc;

	if (token_source_uses_basic(source)) {
		put_basic(source, &user, &password);
		request.user = buf_string(&user);
		request.password = buf_string(&password);
	}
	rc = web_request(&request, deadline, answer, error);
	buf_free(&user);
	buf_free(&password);
	return rc;
}

static void
hide(struct redact *redact, const struct buf *secret)
{
	if (secret->len > 0)
		redact_secret(redact, secret->data, secret->len);
}

static int
ask(const struct token_source *source, const struct buf *refresh_token,
    struct deadline deadline, struct redact *redact, struct token_answer *out,
    struct error *error)
{
	struct buf form = BUF_SECRET(FORM_LIMIT);
	struct web_answer answer = { 0 };
	int rc;

	hide(redact, refresh_token);
	rc = token_form_fill(source, refresh_token, redact, &form, error);
	if (rc == 0) {
		rc = send_form(source, &form, deadline, redact, &answer, error);
		if (rc == 0)
			rc = token_answer_read(
			    &answer, (int64_t)time(NULL), redact, out, error);
		web_answer_free(&answer);
	}
	buf_free(&form);
	return rc;
}

/* --- The file of the refresh token ------------------------------------------
 */

/* A file that is replaced: its real path, and the lock. */
struct refresh_file {
	char *path;
	int fd;
};

static int
open_refresh_file(const struct token_source *source, struct deadline deadline,
    struct refresh_file *file, struct error *error)
{
	const char *path =
	    token_source_value(source, TOKEN_KEY_REFRESH_TOKEN_FILE);

	*file = (struct refresh_file){ .fd = -1 };
	if (path == NULL)
		return 0;
	/* A symbolic link stays; the file that it means is replaced. */
	file->path = realpath(path, NULL);
	if (file->path == NULL)
		return file_access_report(path, error);
	file->fd = token_store_lock(file->path,
	    access(file->path, W_OK) == 0 ? O_RDWR : O_RDONLY, deadline, error);
	return file->fd == -1 ? -1 : 0;
}

/* A server that replaces the token takes the old one back, mostly: the login
 * would be lost. */
static int
check_refresh_file(const struct token_source *source,
    const struct refresh_file *file, struct error *error)
{
	struct error found = { 0 };

	if (file->fd == -1 ||
	    (source->provider != NULL &&
		source->provider->keeps_refresh_token) ||
	    token_store_check(file->path, &found) == 0)
		return 0;
	return error_set(error, ERROR_USAGE,
	    "%s could not be replaced by a new refresh token: %s", file->path,
	    found.text);
}

static void
close_refresh_file(struct refresh_file *file)
{
	if (file->fd != -1)
		(void)close(file->fd);
	free(file->path);
}

/* Some servers give a new refresh token and take the old one back. */
static int
keep_refresh_token(const struct refresh_file *file, const struct buf *before,
    const struct buf *after, struct error *error)
{
	struct buf text = BUF_SECRET(TOKEN_FILE_LIMIT);
	struct token_store_rights rights;
	struct error found = { 0 };
	struct stat status;
	int rc = -1;

	if (file->fd == -1 || after->len == 0 ||
	    strcmp(buf_string(before), buf_string(after)) == 0)
		return 0;
	(void)buf_printf(&text, "%s\n", buf_string(after));
	if (fstat(file->fd, &status) == -1)
		(void)error_errno(&found, ERROR_USAGE, "%s", file->path);
	else {
		rights = (struct token_store_rights){
			.user = status.st_uid,
			.group = status.st_gid,
			.mode = status.st_mode,
		};
		rc = token_store_replace(file->path, &text, &rights, &found);
	}
	if (rc == -1)
		rc = token_store_overwrite(file->fd, &text);
	buf_free(&text);
	if (rc == -1)
		return error_set(error, ERROR_USAGE,
		    "the server has given a new refresh token, which is lost: "
		    "%s",
		    found.text);
	return 0;
}

int
token_request(const struct token_source *source, struct deadline deadline,
    struct redact *redact, struct token_answer *answer, struct error *error)
{
	struct buf refresh_token = BUF_SECRET(TOKEN_FILE_LIMIT);
	struct refresh_file file;
	int rc = open_refresh_file(source, deadline, &file, error);

	if (rc == 0)
		rc = check_refresh_file(source, &file, error);
	if (rc == 0)
		rc = token_files_refresh_token(source, &refresh_token, error);
	if (rc == 0)
		rc = ask(
		    source, &refresh_token, deadline, redact, answer, error);
	if (rc == 0)
		rc = keep_refresh_token(
		    &file, &refresh_token, &answer->refresh_token, error);
	close_refresh_file(&file);
	buf_free(&refresh_token);
	return rc;
}
