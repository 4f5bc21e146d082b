#ifndef WAIT_H
#define WAIT_H

#include "deadline.h"
#include "error.h"

enum wait_for {
	WAIT_READ,
	WAIT_WRITE,
};

/* Waits until the descriptor can be read or written.  It also returns 0 when
 * the descriptor has failed; the next call on it tells so.  -1: error set,
 * ERROR_TIMEOUT when the deadline passed. */
int wait_descriptor(int fd, enum wait_for, struct deadline, struct error *);

#endif
