#ifndef WATCHDOG_H
#define WATCHDOG_H

#include "buf.h"
#include "report.h"
#include "state.h"

/* Ends the program when even the deadline does not: a library that never comes
 * back, or a computation.  Its last words are prepared beforehand, because a
 * signal handler may do no more than write them. */

/* Bytes of the last words; of a longer text the rest is left out. */
#define WATCHDOG_WORDS ((size_t)32 * 1024)

/* The text to print and the state to end with, from now on. */
void watchdog_prepare(const struct buf *text, enum state);

/* The same for what a report says when nobody asks for more. */
void watchdog_prepare_report(const struct report *);

/* Seconds that it gives beyond a timeout. */
#define WATCHDOG_GRACE 0.7

/* Ends the program in so many seconds. */
void watchdog_start(double seconds);
void watchdog_stop(void);

#endif
