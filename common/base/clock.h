#ifndef CLOCK_H
#define CLOCK_H

#include <stdint.h>

/* Nanoseconds on a clock that only goes forward; its zero means nothing.  The
 * one place that asks the system, so that tests can put another in. */
int64_t clock_now(void);

#define CLOCK_SECOND INT64_C(1000000000)

#endif
