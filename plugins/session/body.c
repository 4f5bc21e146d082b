/* The message body from the user's file (--body-file). */
#include "body.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK_SIZE ((size_t)8 * 1024)

static int
open_body(const char *path, struct error *error)
{
	struct stat status;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd == -1)
		return error_errno(error, ERROR_USAGE, "%s", path);
	/* A pipe would be empty at the second reading. */
	if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode))
		return fd;
	(void)close(fd);
	return error_set(error, ERROR_USAGE, "%s: not a regular file", path);
}

int
body_write(const char *path, struct message_writer *writer,
    struct deadline deadline, struct error *error)
{
	char chunk[CHUNK_SIZE];
	int fd = open_body(path, error), rc = 0;
	ssize_t n;

	if (fd == -1)
		return -1;
	do {
		n = read(fd, chunk, sizeof(chunk));
		if (n == -1 && errno != EINTR)
			rc = error_errno(error, ERROR_USAGE, "%s", path);
		else if (n > 0 && writer->client != NULL &&
			 smtp_look(writer->client, error) == -1)
			rc = -1;
		else if (n > 0)
			rc = message_write(
			    writer, chunk, (size_t)n, deadline, error);
	} while (rc == 0 && n != 0);
	(void)close(fd);
	return rc;
}

int
body_measure(struct body *body, const char *path, struct error *error)
{
	struct message_writer writer = { .client = NULL };
	struct error found = { 0 };

	if (body_write(path, &writer, DEADLINE_NOW, &found) == -1 ||
	    message_end(&writer, DEADLINE_NOW, &found) == -1)
		return error_set(
		    error, ERROR_USAGE, "--body-file: %s", found.text);
	body->size = writer.size;
	body->eight_bit = writer.eight_bit;
	return 0;
}
