#ifndef SANDBOX_H
#define SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

/* What the kernel holds the process to from here on, so that a peer who finds a
 * hole in it gains little. */
enum sandbox_wall {
	SANDBOX_PRIVILEGES = 1, /* no program gives it more rights */
	SANDBOX_MEMORY = 2,     /* no core, and no debugger of the same user */
	SANDBOX_CALLS = 4,      /* seccomp: the system calls of a client only */
	SANDBOX_FILES = 8,      /* Landlock: reads what it needs, writes none */
};

/* The files and folders that may still be read, with all that is in them.  What
 * does not exist is passed over. */
struct sandbox_files {
	const char *const *read;
	size_t read_count;
};

/* The first two walls.  They cost nothing: for the start of the program. */
unsigned int sandbox_begin(void);

/* The other walls, for this thread and those that it starts.  A refused call
 * fails with ENOSYS.  With told, the first of these are noted for
 * sandbox_refused().  Returns the walls that stand; a kernel without one goes
 * on without it.  So does a process with a preloaded library, which may need
 * other calls than the plugin. */
unsigned int sandbox_enter(const struct sandbox_files *, bool told);

/* The number of a system call that was refused, the first at 0.  -1: there is
 * none. */
long sandbox_refused(size_t);

#endif
