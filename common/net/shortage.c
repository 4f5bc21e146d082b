/* Tells what this host lacks from what others do wrong. */
#include "shortage.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <unistd.h>

/* Descriptors that a look-up of a name may need at once: a file, and a socket
 * for the name server or for a service of the system. */
#define NEEDED 4

bool
shortage_is(int number)
{
	return number == EMFILE || number == ENFILE || number == ENOMEM ||
	       number == ENOBUFS;
}

int
shortage_or(struct error *error, enum error_kind kind, const char *call)
{
	if (errno == EMFILE || errno == ENFILE)
		return error_errno(
		    error, ERROR_USAGE, "%s: no file descriptor left", call);
	return error_errno(
	    error, shortage_is(errno) ? ERROR_USAGE : kind, "%s", call);
}

int
shortage_behind(int number)
{
	int opened[NEEDED], missing = 0;
	size_t count = 0;

	if (shortage_is(number))
		return number;
	while (missing == 0 && count < NEEDED) {
		opened[count] = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (opened[count] != -1)
			count++;
		else if (shortage_is(errno))
			missing = errno;
		else
			break;
	}
	while (count > 0)
		(void)close(opened[--count]);
	return missing;
}
