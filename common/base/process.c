/* What a program must not take for granted of whoever started it. */
#include "process.h"

#include <fcntl.h>
#include <unistd.h>

void
process_open_standard(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDONLY | O_NOCTTY);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd > STDERR_FILENO)
		(void)close(fd);
}
