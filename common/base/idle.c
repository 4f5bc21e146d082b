/* Tells signal handlers whether a thread only waits. */
#include "idle.h"

#include <signal.h>
#include <stddef.h>

static _Thread_local volatile sig_atomic_t waits;
static _Thread_local void (*volatile asked)(void);

/* A handler that comes in between finds that the thread waits. */
void
idle_begin(void)
{
	waits = 1;
	if (asked != NULL)
		asked();
}

void
idle_end(void)
{
	waits = 0;
}

bool
idle_is_here(void)
{
	return waits != 0;
}

void
idle_ask(void (*call)(void))
{
	asked = call;
}
