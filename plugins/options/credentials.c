/* Reads the password from the place that the user names. */
#include "credentials.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file_access.h"
#include "memory.h"

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

/* systemd sets the owner and the mode of a credential, and keeps both safe. */
static bool
is_credential(const char *path)
{
	const char *directory = getenv("CREDENTIALS_DIRECTORY");
	size_t len = directory == NULL ? 0 : strlen(directory);

	return len > 0 && directory[0] == '/' &&
	       strncmp(path, directory, len) == 0 && path[len] == '/' &&
	       strstr(path + len, "/../") == NULL;
}

static int
check_owner(uid_t owner, const char *path, struct error *error)
{
	char theirs[FILE_ACCESS_NAME], ours[FILE_ACCESS_NAME];

	if (owner == 0 || owner == geteuid() || is_credential(path))
		return 0;
	file_access_user(owner, theirs);
	file_access_user(geteuid(), ours);
	return error_set(error, ERROR_USAGE,
	    "%s: this file belongs to %s, but the plugin runs as %s (chown %s, "
	    "or run it as %s)",
	    path, theirs, ours, ours, theirs);
}

/* Who may write the file could choose the password, so nobody may but root and
 * the user of the plugin.  A file that others may read only gets a remark in
 * the report.  A terminal belongs to a group that may write to it. */
static int
check_file_mode(const struct stat *status, const char *path, bool *readable,
    struct error *error)
{
	bool group =
	    (status->st_mode & S_IWGRP) != 0 && !S_ISCHR(status->st_mode);

	*readable = false;
	if (S_ISDIR(status->st_mode))
		return error_set(error, ERROR_USAGE, "%s: a directory", path);
	if ((status->st_mode & S_IWOTH) != 0)
		return error_set(error, ERROR_USAGE,
		    "%s: others may write this file (chmod %so-w)", path,
		    group ? "g" : "");
	if (group)
		return error_set(error, ERROR_USAGE,
		    "%s: its group may write this file (chmod g-w)", path);
	*readable = (status->st_mode & S_IROTH) != 0;
	if (S_ISCHR(status->st_mode))
		return 0;
	return check_owner(status->st_uid, path, error);
}

/* Reads up to the first line end, or to the end of the file. */
static int
read_first_line(
    int fd, struct buf *secret, const char *path, struct error *error)
{
	char chunk[1024];
	const char *end = NULL;
	size_t len = 1;
	ssize_t n;
	int rc = 0;

	do {
		n = read(fd, chunk, sizeof(chunk));
		if (n == -1 && errno == EINTR)
			continue;
		if (n == -1) {
			rc = error_errno(error, ERROR_USAGE, "%s", path);
			break;
		}
		end = memchr(chunk, '\n', (size_t)n);
		len = end == NULL ? (size_t)n : (size_t)(end - chunk);
		if (end != NULL && len > 0 && chunk[len - 1] == '\r')
			len--;
		rc = buf_append(secret, chunk, len);
	} while (rc == 0 && n != 0 && end == NULL);
	memory_wipe(chunk, sizeof(chunk));
	/* The CR before this LF may be the last byte of the previous chunk. */
	if (end != NULL && len == 0 && secret->len > 0 &&
	    secret->data[secret->len - 1] == '\r')
		buf_truncate(secret, secret->len - 1);
	if (rc == -1)
		return error_set(error, ERROR_USAGE,
		    "%s: the first line is longer than %zu bytes", path,
		    CREDENTIALS_LIMIT);
	return 0;
}

int
credentials_open(const char *path, bool *readable, struct error *error)
{
	struct stat status;
	int fd;

	*readable = false;
	if (strcmp(path, "-") == 0)
		return STDIN_FILENO;
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd == -1 || fstat(fd, &status) == -1)
		(void)file_access_report(path, error);
	else if (check_file_mode(&status, path, readable, error) == 0)
		return fd;
	if (fd != -1)
		(void)close(fd);
	return -1;
}

int
credentials_check_key(const char *path, bool *readable, struct error *error)
{
	struct stat status;

	if (file_access_check(path, error) == -1)
		return -1;
	/* TLS says what else is wrong with the file. */
	if (stat(path, &status) == -1)
		return 0;
	return check_file_mode(&status, path, readable, error);
}

void
credentials_close(int fd)
{
	if (fd != STDIN_FILENO)
		(void)close(fd);
}

int
credentials_file(
    struct buf *secret, const char *path, bool *readable, struct error *error)
{
	int fd = credentials_open(path, readable, error), rc;

	if (fd == -1)
		return -1;
	rc = read_first_line(fd, secret, path, error);
	if (rc == 0)
		rc = check_secret(secret,
		    fd == STDIN_FILENO ? "from standard input" : "in the file",
		    error);
	credentials_close(fd);
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
