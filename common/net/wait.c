/* Waits for a descriptor. */
#include "wait.h"

#include <errno.h>
#include <poll.h>

#include "idle.h"
#include "shortage.h"

int
wait_descriptor(
    int fd, enum wait_for what, struct deadline deadline, struct error *error)
{
	struct pollfd one = {
		.fd = fd,
		.events = what == WAIT_READ ? POLLIN : POLLOUT,
	};
	int n;

	do {
		idle_begin();
		n = poll(&one, 1, deadline_poll(deadline));
		idle_end();
	} while (n == -1 && errno == EINTR);
	if (n == -1)
		return shortage_or(error, ERROR_IO, "poll");
	if (n == 0)
		return error_set(error, ERROR_TIMEOUT, "no answer in time");
	return 0;
}
