#ifndef DESCRIPTORS_H
#define DESCRIPTORS_H

#include <check.h>
#include <sys/resource.h>
#include <unistd.h>

/* Leaves this process so many descriptors.  The limit from before is returned,
 * for descriptors_restore(): LeakSanitizer needs some at the end. */
static inline struct rlimit
descriptors_leave(int count)
{
	struct rlimit before, now;
	int first = dup(0);

	ck_assert_int_ne(first, -1);
	(void)close(first);
	ck_assert_int_eq(getrlimit(RLIMIT_NOFILE, &before), 0);
	now = before;
	now.rlim_cur = (rlim_t)(first + count);
	ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &now), 0);
	return before;
}

static inline void
descriptors_restore(struct rlimit before)
{
	ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &before), 0);
}

#endif
