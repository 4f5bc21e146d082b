#include <fcntl.h>
#include <unistd.h>

#include "mail_server.h"

/* In one write, so that two processes do not mix their mails. */
int
mail_append(const char *path, const char *mail, size_t size)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	ssize_t n;

	if (fd == -1)
		return -1;
	n = write(fd, mail, size);
	return close(fd) == 0 && n == (ssize_t)size ? 0 : -1;
}
