#ifndef CRASH_SIGNALS_H
#define CRASH_SIGNALS_H

#include <signal.h>

/* The signals of a crash, each with a comma behind it.  A crash under a
 * sanitizer is the sanitizer's to tell, so there are none. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define CRASH_SIGNALS
#else
#define CRASH_SIGNALS SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGSYS,
#endif

/* Bytes of the stack on which a crash is told; the words may be made there. */
#define CRASH_STACK ((size_t)64 * 1024)

#endif
