/* Starts threads that leave the signals to the main thread. */
#include "thread.h"

#include <signal.h>
#include <stdlib.h>

#include "crash_signals.h"
#include "memory.h"

struct start {
	void (*run)(void *);
	void *argument;
};

static const int crashes[] = { CRASH_SIGNALS 0 };

/* The call may use up this thread's stack.  Without memory for another one,
 * only that crash is not told. */
static void *
thread_main(void *argument)
{
	struct start *start = argument;
	const struct start own = *start;
	stack_t other = { .ss_sp = malloc(CRASH_STACK),
		.ss_size = CRASH_STACK };
	stack_t before = { .ss_flags = SS_DISABLE };

	free(start);
	if (other.ss_sp != NULL)
		(void)sigaltstack(&other, &before);
	own.run(own.argument);
	if (other.ss_sp != NULL)
		(void)sigaltstack(&before, NULL);
	free(other.ss_sp);
	return NULL;
}

/* All signals but those of a crash. */
static void
fill_blocked(sigset_t *blocked)
{
	(void)sigfillset(blocked);
	for (size_t i = 0; crashes[i] != 0; i++)
		(void)sigdelset(blocked, crashes[i]);
}

int
thread_start(
    pthread_t *thread, size_t stack, void (*run)(void *), void *argument)
{
	struct start *start = memory_zeroed(sizeof(*start));
	pthread_attr_t attributes;
	pthread_t unnamed;
	sigset_t blocked, before;
	int rc;

	*start = (struct start){ run, argument };
	fill_blocked(&blocked);
	(void)pthread_attr_init(&attributes);
	if (thread == NULL)
		(void)pthread_attr_setdetachstate(
		    &attributes, PTHREAD_CREATE_DETACHED);
	(void)pthread_attr_setstacksize(&attributes, stack);
	(void)pthread_sigmask(SIG_SETMASK, &blocked, &before);
	rc = pthread_create(thread == NULL ? &unnamed : thread, &attributes,
	    thread_main, start);
	(void)pthread_sigmask(SIG_SETMASK, &before, NULL);
	(void)pthread_attr_destroy(&attributes);
	if (rc != 0)
		free(start);
	return rc;
}
