#ifndef UNIT_H
#define UNIT_H

#include <check.h>
#include <stdlib.h>

/* How many rows has this table? */
#define ROWS_OF(table) ((int)(sizeof(table) / sizeof((table)[0])))

/* Runs the suite: what main() returns. */
static inline int
unit_run(Suite *suite)
{
	SRunner *runner = srunner_create(suite);
	int failures;

	srunner_run_all(runner, CK_NORMAL);
	failures = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
