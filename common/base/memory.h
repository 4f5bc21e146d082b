#ifndef MEMORY_H
#define MEMORY_H

#include <stddef.h>

/* Allocation that cannot fail: without memory the program ends here, with a
 * status line and UNKNOWN.  What is returned is released with free(3). */
void *memory_zeroed(size_t);
void *memory_resize(void *, size_t);
char *memory_copy(const char *);

/* What ends the program, instead of that, when there is no memory; it may not
 * return. */
void memory_on_failure(void (*)(void));

/* Overwrites what the compiler would not bother to. */
void memory_wipe(void *, size_t);

#endif
