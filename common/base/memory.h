#ifndef MEMORY_H
#define MEMORY_H

#include <stddef.h>

/* Allocation that cannot fail: without memory the program ends, with a status
 * line and UNKNOWN.  The caller releases what is returned with free(3). */
void *memory_zeroed(size_t);
void *memory_resize(void *, size_t);
char *memory_copy(const char *);

/* Sets what ends the program when there is no memory, instead of the above; it
 * may not return. */
void memory_on_failure(void (*)(void));

/* Overwrites memory that is about to be freed, where the compiler would leave
 * memset(3) out. */
void memory_wipe(void *, size_t);

#endif
