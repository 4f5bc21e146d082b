/* Reads the password from the place that the user names. */
#include "credentials.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "memory.h"
#include "secret_file.h"

static int
check_secret(const struct buf *secret, const char *where, struct error *error)
{
	if (secret->len == 0)
		return error_set(
		    error, ERROR_USAGE, "the password %s is empty", where);
	if (memchr(secret->data, '\0', secret->len) != NULL)
		return error_set(error, ERROR_USAGE,
		    "the password %s has a NUL in it", where);
	if (strpbrk(secret->data, "\r\n") != NULL)
		return error_set(error, ERROR_USAGE,
		    "the password %s has a line break in it", where);
	return 0;
}

/* A value that was made from a file, as in -P "$(<file)", may end in a line
 * end, which is not a part of the password. */
static void
cut_line_end(struct buf *secret)
{
	const char *end = buf_string(secret) + secret->len;

	if (secret->len == 0 || end[-1] != '\n')
		return;
	buf_truncate(
	    secret, secret->len - (secret->len > 1 && end[-2] == '\r' ? 2 : 1));
}

static int
store_secret(
    struct buf *secret, char *from, const char *where, struct error *error)
{
	size_t len = strlen(from);
	int rc = buf_append(secret, from, len);

	memory_wipe(from, len);
	if (rc == -1)
		return error_set(error, ERROR_USAGE,
		    "the password %s is longer than %zu bytes", where,
		    CREDENTIALS_LIMIT);
	cut_line_end(secret);
	return check_secret(secret, where, error);
}

int
credentials_argument(struct buf *secret, char *argument, struct error *error)
{
	return store_secret(secret, argument, "of -P", error);
}

/* Who takes --password-env for -P gives the password itself.  So only what
 * looks like the usual name of a variable is shown. */
static int
refuse_variable(const char *option, const char *name, struct error *error)
{
	static const char usual[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";

	if (name[0] == '\0' || name[strspn(name, usual)] != '\0')
		return error_set(error, ERROR_USAGE,
		    "%s: there is no variable of this name (the password "
		    "itself must not stand here)",
		    option);
	return error_set(error, ERROR_USAGE, "%s: %s is not set", option, name);
}

int
credentials_environment(struct buf *secret, const char *option,
    const char *name, struct error *error)
{
	char *value = getenv(name), where[64];
	int rc;

	if (value == NULL)
		return refuse_variable(option, name, error);
	(void)snprintf(where, sizeof(where), "of %s", option);
	rc = store_secret(secret, value, where, error);
	(void)unsetenv(name);
	return rc;
}

int
credentials_file(
    struct buf *secret, const char *path, bool *readable, struct error *error)
{
	int fd = secret_file_open(path, readable, error), rc;

	if (fd == -1)
		return -1;
	rc = secret_file_line(fd, secret, path, error);
	if (rc == 0)
		rc = check_secret(secret,
		    fd == STDIN_FILENO ? "from standard input" : "in the file",
		    error);
	secret_file_close(fd);
	return rc;
}

int
credentials_systemd(struct buf *secret, const char *option, const char *name,
    struct error *error)
{
	const char *directory = getenv("CREDENTIALS_DIRECTORY");
	struct buf path = BUF_INIT(PATH_MAX);
	bool readable;
	int rc = -1;

	if (directory == NULL || directory[0] != '/')
		(void)error_set(error, ERROR_USAGE,
		    "%s: systemd gives no credentials here "
		    "(CREDENTIALS_DIRECTORY is not set)",
		    option);
	else if (name[0] == '\0' || name[0] == '.' || strchr(name, '/') != NULL)
		(void)error_set(error, ERROR_USAGE,
		    "%s: not a credential's name: %s", option, name);
	else if (buf_printf(&path, "%s/%s", directory, name) == -1)
		(void)error_set(
		    error, ERROR_USAGE, "%s: the path is too long", option);
	else
		rc = credentials_file(
		    secret, buf_string(&path), &readable, error);
	buf_free(&path);
	return rc;
}

void
credentials_protect(void)
{
	struct rlimit none = { 0, 0 };

	(void)setrlimit(RLIMIT_CORE, &none);
	(void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}
