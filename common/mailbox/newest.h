#ifndef NEWEST_H
#define NEWEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mailbox_message.h"

/* The highest numbers of those that a server names, as many as messages are
 * looked at.  All zero: none yet. */
struct newest {
	uint32_t numbers[MAILBOX_MESSAGES]; /* ascending */
	size_t count;
};

/* Adds a number, unless it is 0, there already, or lower than a full set; the
 * lowest makes place. */
void newest_add(struct newest *, uint32_t);

/* Adds all from first to last, in either order. */
void newest_add_range(struct newest *, uint32_t first, uint32_t last);

bool newest_has(const struct newest *, uint32_t);

/* Reads "12" or "12:15" or "12,14:15" (RFC 9051 9, sequence-set) and adds what
 * it names; what is malformed is left out. */
void newest_read(struct newest *, const char *set);

/* Reads a number of 1 to 4294967295; 0: it is something else. */
uint32_t newest_number(const char *);

#endif
