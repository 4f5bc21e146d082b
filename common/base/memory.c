/* Allocates memory, or ends the program. */
#include "memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What ends the program when there is no memory: set once, by main(). */
static void (*no_memory)(void);

void
memory_on_failure(void (*end)(void))
{
	no_memory = end;
}

static void *
memory_or_exit(void *memory)
{
	if (memory != NULL)
		return memory;
	if (no_memory != NULL)
		no_memory();
	(void)fputs("SMTP UNKNOWN - out of memory\n", stdout);
	exit(3);
}

void *
memory_zeroed(size_t size)
{
	return memory_or_exit(calloc(1, size));
}

void *
memory_resize(void *memory, size_t size)
{
	return memory_or_exit(realloc(memory, size));
}

char *
memory_copy(const char *string)
{
	return memory_or_exit(strdup(string));
}

void
memory_wipe(void *memory, size_t size)
{
	explicit_bzero(memory, size);
}
