#ifndef DEADLINE_H
#define DEADLINE_H

#include <stdbool.h>
#include <stdint.h>

/* A point on the monotonic clock; functions that wait take it by value. */
struct deadline {
	int64_t at; /* nanoseconds, see clock.h; 0 is always in the past */
};

/* A deadline that has passed: a call takes what has arrived, and does not
 * wait. */
#define DEADLINE_NOW ((struct deadline){ 0 })

/* The deadline that passes in this many seconds. */
struct deadline deadline_in(double seconds);

struct deadline deadline_earlier(struct deadline, struct deadline);

bool deadline_passed(struct deadline);

/* Seconds left, 0 when it has passed. */
double deadline_left(struct deadline);

/* Milliseconds left for poll(2), rounded up, 0 when it has passed. */
int deadline_poll(struct deadline);

#endif
