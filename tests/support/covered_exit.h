#ifndef COVERED_EXIT_H
#define COVERED_EXIT_H

/* What the linker puts in the place of _exit() with --wrap, and that itself.
 * Only "make coverage" has it. */
_Noreturn void __wrap__exit(int code);
_Noreturn void __real__exit(int code);

#endif
