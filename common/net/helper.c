/* Runs, in a thread of its own, a call that no deadline can end. */
#include "helper.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#include "crash_signals.h"
#include "shortage.h"
#include "wait.h"

/* Bytes of the thread's stack: enough for the modules of the name service
 * switch.  The limit of the shell (ulimit -s) would be too small, or none. */
#define STACK_SIZE ((size_t)512 * 1024)

void
helper_release(struct helper *helper)
{
	if (atomic_fetch_sub(&helper->users, 1) == 1)
		helper->free(helper);
}

static void *
helper_thread(void *argument)
{
	struct helper *helper = argument;
	int done = helper->done;
	stack_t own = { .ss_sp = malloc(CRASH_STACK), .ss_size = CRASH_STACK };
	stack_t before = { .ss_flags = SS_DISABLE };

	/* The call may use up this thread's stack.  Without memory for another
	 * one, only that crash is not told. */
	if (own.ss_sp != NULL)
		(void)sigaltstack(&own, &before);
	helper->run(helper);
	if (own.ss_sp != NULL)
		(void)sigaltstack(&before, NULL);
	free(own.ss_sp);
	atomic_store(&helper->finished, true);
	helper_release(helper);
	/* This comes last: when the reader of the pipe sees its end, it must be
	 * the only user. */
	(void)close(done);
	return NULL;
}

static const int crashes[] = { CRASH_SIGNALS 0 };

/* The thread blocks all other signals, so that the watchdog's reaches the main
 * thread. */
static int
start_thread(struct helper *helper)
{
	pthread_attr_t attributes;
	pthread_t thread;
	sigset_t all, before;
	int rc;

	/* A crash in the thread is told by the watchdog, too. */
	(void)sigfillset(&all);
	for (size_t i = 0; crashes[i] != 0; i++)
		(void)sigdelset(&all, crashes[i]);
	(void)pthread_attr_init(&attributes);
	(void)pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
	(void)pthread_attr_setstacksize(&attributes, STACK_SIZE);
	(void)pthread_sigmask(SIG_SETMASK, &all, &before);
	rc = pthread_create(&thread, &attributes, helper_thread, helper);
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	(void)pthread_attr_destroy(&attributes);
	return rc;
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
	failed = start_thread(helper);
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
