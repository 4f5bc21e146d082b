#ifndef IDLE_H
#define IDLE_H

#include <stdbool.h>

/* A signal handler may call any function, if what it interrupts is none that
 * may not be interrupted (signal-safety(7)).  So a thread tells when it does
 * nothing but wait in poll(2) or connect(2). */

/* Around such a call. */
void idle_begin(void);
void idle_end(void);

/* In a handler: does this thread wait? */
bool idle_is_here(void);

/* In a handler: this thread calls the function before it waits the next time.
 */
void idle_ask(void (*)(void));

#endif
