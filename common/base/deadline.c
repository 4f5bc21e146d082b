/* Tells how much time is left until a deadline. */
#include "deadline.h"

#include <limits.h>

#include "clock.h"

struct deadline
deadline_in(double seconds)
{
	/* A century never passes here, and fits an int64_t. */
	if (seconds > 3e9)
		seconds = 3e9;
	return (struct deadline){ clock_now() +
				  (int64_t)(seconds * (double)CLOCK_SECOND) };
}

struct deadline
deadline_earlier(struct deadline a, struct deadline b)
{
	return a.at < b.at ? a : b;
}

static int64_t
nanoseconds_left(struct deadline deadline)
{
	int64_t ns;

	if (deadline.at == 0)
		return 0;
	ns = deadline.at - clock_now();
	return ns > 0 ? ns : 0;
}

bool
deadline_passed(struct deadline deadline)
{
	return nanoseconds_left(deadline) == 0;
}

double
deadline_left(struct deadline deadline)
{
	return (double)nanoseconds_left(deadline) / (double)CLOCK_SECOND;
}

int
deadline_poll(struct deadline deadline)
{
	int64_t ms = (nanoseconds_left(deadline) + 999999) / 1000000;

	return ms > INT_MAX ? INT_MAX : (int)ms;
}
