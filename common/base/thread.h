#ifndef THREAD_H
#define THREAD_H

#include <pthread.h>
#include <stddef.h>

/* Starts a thread with a stack of so many bytes: the limit of the shell (ulimit
 * -s) would be too small, or none.  It blocks all signals but those of a crash,
 * which the watchdog tells from there, too.  The caller joins it; NULL: nobody
 * does.  0, or an errno. */
int thread_start(
    pthread_t *, size_t stack, void (*run)(void *), void *argument);

#endif
