#ifndef FAKE_CLOCK_H
#define FAKE_CLOCK_H

#include <stdint.h>

/* What clock_now() says in tests that are linked with fake_clock.c: it moves
 * only when the test moves it. */
extern int64_t fake_clock;

#endif
