#ifndef MAILBOX_MESSAGE_H
#define MAILBOX_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"

/* Bytes of an id with its NUL: a UID of 10 digits, or 70 characters of UIDL. */
#define MAILBOX_ID_SIZE 72
/* Bytes of a header section; what is behind them is not kept. */
#define MAILBOX_HEADER_LIMIT ((size_t)64 * 1024)
/* Messages that are looked at in a folder at one look: the newest of it. */
#define MAILBOX_MESSAGES 50

/* A message that may be ours. */
struct mailbox_message {
	char id[MAILBOX_ID_SIZE]; /* printable; unique in its folder */
	bool junk;                /* it is in the junk folder */
	int64_t arrived; /* INTERNALDATE, seconds since 1970; -1: unknown */
	/* The header section as received, lines with CRLF or LF, folded; see
	 * header.h.  Valid during the call. */
	const struct buf *header;
};

/* What is looked for. */
struct mailbox_search {
	/* A server that searches is asked for messages with this text in one of
	 * these fields.  It may lie, so all that it finds is a candidate. */
	const char *const *fields;
	size_t field_count;
	const char *text; /* printable ASCII */
	/* Gets each candidate; true: it is ours. */
	bool (*is_ours)(void *context, const struct mailbox_message *);
	void *context;
};

/* What came of the wish to remove one. */
enum mailbox_removal {
	MAILBOX_NOT_REMOVED = -1, /* error set */
	MAILBOX_REMOVED,          /* or it was gone already */
	MAILBOX_FLAGGED, /* as \Deleted: without UIDPLUS others would go, too */
};

#endif
