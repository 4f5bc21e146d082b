#ifndef ROUND_TRIP_H
#define ROUND_TRIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "mailbox.h"
#include "mark.h"
#include "received.h"

struct session_facts; /* see facts.h */

/* Bytes of the notes for -v. */
#define ROUND_TRIP_NOTES ((size_t)4 * 1024)

/* A moment on both clocks: the one to measure with, and the one that dates
 * have. */
struct moment {
	int64_t clock; /* nanoseconds, see clock.h; 0: it has not come */
	int64_t date;  /* seconds since 1970 */
};

/* What the round trip saw: the way of a message into the mailbox. */
struct round_trip_facts {
	/* The session with the server of the mailbox: connection, TLS and
	 * certificate.  Borrowed. */
	const struct session_facts *mailbox;
	bool lacks_secret;  /* the last try got none: no server is at fault */
	const char *method; /* how it logged in, or NULL; see mailbox.h */
	char folder[256];   /* that was opened, printable; "": none yet */
	char junk[256];     /* the junk folder, printable; "": there is none */

	struct moment handed_in; /* the 250 after the dot */

	/* The message that is judged: this run's; or in --round-trip previous
	 * the newest of the series. */
	bool arrived;
	bool own;     /* it is this run's */
	bool is_junk; /* it lies in the junk folder */
	char token[MESSAGE_TOKEN_SIZE];
	int64_t sent;     /* seconds since 1970, by the clock of its sender */
	int64_t stored;   /* by the clock of the mailbox; -1: it does not say */
	double seconds;   /* how long it took */
	double age;       /* since it was sent */
	uint32_t missing; /* bit i: no header line fits --arrived-header i */
	struct hop hops[RECEIVED_HOPS];
	size_t hop_count;

	unsigned int removed; /* messages that were deleted */
	struct buf notes;     /* printable, whole lines, for -v */
};

#endif
