#ifndef WATCHDOG_H
#define WATCHDOG_H

#include <stdint.h>

#include "buf.h"
#include "report.h"
#include "state.h"

/* Ends the program with a proper answer when nothing else can: the deadline
 * that a library does not keep, a crash, a signal that asks us to end, no
 * memory.  Where the program only waits (see idle.h) its last words are made in
 * the signal handler.  Elsewhere a handler may do no more than write what was
 * prepared beforehand. */

/* Bytes of the last words; the rest of a longer text is left out. */
#define WATCHDOG_WORDS ((size_t)32 * 1024)

/* Seconds that it gives beyond a deadline. */
#define WATCHDOG_GRACE 0.7

/* In a report on an early end this stands for the reason. */
#define WATCHDOG_REASON "ended for reasons that are not known"

/* First of all in main(): takes the signals over, whatever whoever started us
 * has done to them.  SIGHUP, SIGINT and SIGQUIT stay ignored if they were.
 * Until words are prepared, they are UNKNOWN and the reason alone. */
void watchdog_begin(void);

/* Who makes the last words: appends them, and returns their state. */
struct watchdog_speaker {
	/* reason: "ended by signal 15"; NULL: the deadline has passed. */
	enum state (*say)(void *context, const char *reason, struct buf *);
	void *context;
};

/* The speaker from now on; NULL: there is none.  Without one, and for a crash,
 * the prepared words are said. */
void watchdog_listen(const struct watchdog_speaker *);

/* Nothing is prepared any more but this: the words are UNKNOWN, where the
 * program is ("auth"; NULL: nowhere), the reason, and what stands behind it ("
 * (HOST)|time=1s"; it is copied, and cut if it is very long). */
void watchdog_forget(const char *where, const char *behind);

/* The words from now on: the report on a deadline that has passed, and on an
 * end for another reason (see WATCHDOG_REASON), which must be UNKNOWN or
 * worse. */
void watchdog_prepare(const struct report *late, const struct report *ended);

/* Ends the program at this time of the clock (see clock.h) and a grace. */
void watchdog_set(int64_t deadline);

/* From now on the answer itself is written: what comes in between ends the
 * program as UNKNOWN, without words. */
void watchdog_hush(void);

/* The answer is written: ends the program now, and waits for no thread. */
_Noreturn void watchdog_leave(enum state);

/* Ends the program now, with the words on an end for this reason. */
_Noreturn void watchdog_end(const char *reason);

#endif
