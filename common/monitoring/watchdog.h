#ifndef WATCHDOG_H
#define WATCHDOG_H

#include "buf.h"
#include "report.h"
#include "state.h"

/* Ends the program when the deadline cannot: in a library that never returns,
 * or in a long computation.  Its last words are prepared beforehand, because a
 * signal handler may only write them. */

/* Bytes of the last words; of a longer text the rest is left out. */
#define WATCHDOG_WORDS ((size_t)32 * 1024)

/* Sets the text to print and the state to end with. */
void watchdog_prepare(const struct buf *text, enum state);

/* The same, from a report as it is printed without -v. */
void watchdog_prepare_report(const struct report *);

/* Seconds between a timeout and the end of the program. */
#define WATCHDOG_GRACE 0.7

/* Ends the program in this many seconds. */
void watchdog_start(double seconds);
void watchdog_stop(void);

#endif
