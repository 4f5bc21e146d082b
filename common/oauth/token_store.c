/* Locks and replaces files. */
#include "token_store.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "file_access.h"
#include "memory.h"

#define PAUSE (10L * 1000 * 1000)

void
token_store_pause(void)
{
	const struct timespec pause = { .tv_nsec = PAUSE };

	(void)nanosleep(&pause, NULL);
}

/* There is no call that locks with a deadline. */
static int
lock(int fd, const char *path, struct deadline deadline, struct error *error)
{
	while (flock(fd, LOCK_EX | LOCK_NB) == -1) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			return error_errno(
			    error, ERROR_USAGE, "%s: flock", path);
		if (deadline_passed(deadline))
			return error_set(error, ERROR_TIMEOUT,
			    "another check still has %s locked", path);
		token_store_pause();
	}
	return 0;
}

/* 0: the path still means this file; 1: another one, or none; -1: errno says
 * why nobody knows. */
static int
was_replaced(int fd, const char *path)
{
	struct stat own, now;

	if (fstat(fd, &own) == -1)
		return -1;
	if (lstat(path, &now) == -1)
		return errno == ENOENT ? 1 : -1;
	return own.st_dev != now.st_dev || own.st_ino != now.st_ino;
}

int
token_store_lock(
    const char *path, int flags, struct deadline deadline, struct error *error)
{
	for (;;) {
		int replaced,
		    fd = open(path, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC,
			S_IRUSR | S_IWUSR);

		if (fd == -1 && errno == ELOOP)
			return error_set(error, ERROR_USAGE,
			    "%s: a symbolic link is not followed", path);
		if (fd == -1)
			return file_access_report(path, error);
		if (lock(fd, path, deadline, error) == -1) {
			(void)close(fd);
			return -1;
		}
		replaced = was_replaced(fd, path);
		if (replaced == 0)
			return fd;
		if (replaced == -1)
			(void)error_errno(error, ERROR_USAGE, "%s", path);
		(void)close(fd);
		if (replaced == -1)
			return -1;
		if (deadline_passed(deadline))
			return error_set(error, ERROR_TIMEOUT,
			    "other checks replace %s again and again", path);
	}
}

static int
write_all(int fd, const struct buf *bytes)
{
	size_t done = 0;

	while (done < bytes->len) {
		ssize_t n = write(fd, bytes->data + done, bytes->len - done);

		if (n == -1 && errno != EINTR)
			return -1;
		done += n == -1 ? 0 : (size_t)n;
	}
	return 0;
}

/* A file that may not be given to its owner stays ours alone. */
static int
set_rights(int fd, const struct token_store_rights *rights)
{
	struct stat now;
	mode_t mode = rights->mode & 0777;

	if (fstat(fd, &now) == -1)
		return -1;
	if ((now.st_uid != rights->user || now.st_gid != rights->group) &&
	    fchown(fd, rights->user, rights->group) == -1)
		mode &= S_IRWXU;
	return fchmod(fd, mode);
}

/* The directory of the path, to be freed. */
static char *
directory_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *copy = memory_copy(slash == NULL ? "." : path);

	if (slash != NULL)
		copy[slash == path ? 1 : slash - path] = '\0';
	return copy;
}

int
token_store_check(const char *path, struct error *error)
{
	char *directory = directory_of(path);
	int rc = 0;

	if (access(directory, W_OK | X_OK) == -1) {
		int failed = errno;

		if (access(path, W_OK) == -1) {
			errno = failed;
			rc = error_errno(error, ERROR_USAGE, "%s", directory);
		}
	}
	free(directory);
	return rc;
}

/* Without this the name could be lost, though the file is not. */
static int
sync_directory(const char *path)
{
	char *directory = directory_of(path);
	int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC), rc = -1;

	free(directory);
	if (fd == -1)
		return -1;
	/* Some file systems have no such call for directories. */
	rc = fsync(fd) == -1 && errno != EINVAL && errno != ENOTSUP ? -1 : 0;
	(void)close(fd);
	return rc;
}

static int
write_new(const char *name, const struct buf *bytes,
    const struct token_store_rights *rights)
{
	int fd, rc, failed;

	/* A check that was killed may have left one behind. */
	(void)unlink(name);
	fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
	    S_IRUSR | S_IWUSR);
	if (fd == -1)
		return -1;
	rc = write_all(fd, bytes);
	if (rc == 0)
		rc = set_rights(fd, rights);
	if (rc == 0)
		rc = fsync(fd);
	failed = errno;
	if (close(fd) == -1 && rc == 0) {
		failed = errno;
		rc = -1;
	}
	errno = failed;
	return rc;
}

int
token_store_replace(const char *path, const struct buf *bytes,
    const struct token_store_rights *rights, struct error *error)
{
	struct buf name = BUF_INIT(PATH_MAX);
	int rc = -1, failed = ENAMETOOLONG;

	if (buf_printf(&name, "%s.new", path) == 0) {
		rc = write_new(buf_string(&name), bytes, rights);
		if (rc == 0)
			rc = rename(buf_string(&name), path);
		failed = errno;
		if (rc == -1)
			(void)unlink(buf_string(&name));
		else
			(void)sync_directory(path);
	}
	errno = failed;
	if (rc == -1)
		(void)error_errno(error, ERROR_USAGE,
		    "%s cannot be written (nor %s beside it)", path,
		    buf_string(&name));
	buf_free(&name);
	return rc;
}

int
token_store_overwrite(int fd, const struct buf *bytes)
{
	if (lseek(fd, 0, SEEK_SET) == -1 || write_all(fd, bytes) == -1 ||
	    ftruncate(fd, (off_t)bytes->len) == -1)
		return -1;
	return fsync(fd);
}
