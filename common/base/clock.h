#ifndef CLOCK_H
#define CLOCK_H

#include <stdint.h>

/* Nanoseconds on a clock that only goes forward; its zero has no meaning.  No
 * other function asks the system, so that tests can replace the clock. */
int64_t clock_now(void);

#define CLOCK_SECOND INT64_C(1000000000)

#endif
