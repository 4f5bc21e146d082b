/* Files with secrets in them: who may write and read them? */
#include "secret_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file_access.h"
#include "memory.h"

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

int
secret_file_line(
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
		    secret->limit);
	return 0;
}

int
secret_file_open(const char *path, bool *readable, struct error *error)
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
secret_file_check(const char *path, bool *readable, struct error *error)
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
secret_file_close(int fd)
{
	if (fd != STDIN_FILENO)
		(void)close(fd);
}

int
secret_file_read(int fd, struct buf *bytes, struct error *error)
{
	char chunk[4096];
	ssize_t n;
	int rc = 0;

	do {
		n = read(fd, chunk, sizeof(chunk));
		if (n > 0)
			rc = buf_append(bytes, chunk, (size_t)n);
	} while (rc == 0 && (n > 0 || (n == -1 && errno == EINTR)));
	memory_wipe(chunk, sizeof(chunk));
	if (rc == -1)
		return error_set(error, ERROR_USAGE,
		    "it is longer than %zu bytes", bytes->limit);
	if (n == -1)
		return error_errno(error, ERROR_USAGE, "read");
	return 0;
}
