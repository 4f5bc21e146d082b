/* Runs, in a thread of its own, a call that no deadline can end. */
#include "helper.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <unistd.h>

#include "shortage.h"
#include "thread.h"
#include "wait.h"

/* Bytes of the thread's stack: enough for the modules of the name service
 * switch. */
#define STACK_SIZE ((size_t)512 * 1024)

void
helper_release(struct helper *helper)
{
	if (atomic_fetch_sub(&helper->users, 1) == 1)
		helper->free(helper);
}

static void
helper_thread(void *argument)
{
	struct helper *helper = argument;
	int done = helper->done;

	helper->run(helper);
	atomic_store(&helper->finished, true);
	helper_release(helper);
	/* This comes last: when the reader of the pipe sees its end, it must be
	 * the only user. */
	(void)close(done);
}

int
helper_run(struct helper *helper, struct deadline deadline, struct error *error)
{
	int ends[2], rc = -1, failed;

	atomic_init(&helper->finished, false);
	atomic_init(&helper->users, 1);
	/* The call could be over before the deadline is looked at. */
	if (deadline_passed(deadline))
		return error_set(error, ERROR_TIMEOUT, "no answer in time");
	if (pipe2(ends, O_CLOEXEC) == -1)
		return shortage_or(error, ERROR_USAGE, "pipe");
	helper->done = ends[1];
	atomic_store(&helper->users, 2);
	failed = thread_start(NULL, STACK_SIZE, helper_thread, helper);
	if (failed != 0) {
		errno = failed;
		(void)error_errno(error, ERROR_USAGE, "pthread_create");
		(void)close(ends[1]);
		atomic_store(&helper->users, 1);
	} else if (wait_descriptor(ends[0], WAIT_READ, deadline, error) == 0 &&
		   atomic_load(&helper->finished))
		rc = 0;
	(void)close(ends[0]);
	return rc;
}
