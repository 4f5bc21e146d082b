#ifndef IMAP_CAPABILITIES_H
#define IMAP_CAPABILITIES_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"

/* What a server of IMAP says that it can do; a bit each. */
enum imap_capability {
	IMAP_STARTTLS = 1,
	IMAP_LOGINDISABLED = 2,
	IMAP_SASL_IR = 4,
	IMAP_IDLE = 8,
	IMAP_UIDPLUS = 16,
	IMAP_SPECIAL_USE = 32,
	IMAP_REV1 = 64,
	IMAP_REV2 = 128, /* which includes some of the others */
};

struct imap_capabilities {
	unsigned int bits;
	struct buf mechanisms; /* with blanks between them */
};

void imap_capabilities_init(struct imap_capabilities *);
void imap_capabilities_free(struct imap_capabilities *);
void imap_capabilities_clear(struct imap_capabilities *);

/* Adds one word: "IDLE", "AUTH=PLAIN"; others are nothing. */
void imap_capabilities_add(struct imap_capabilities *, const char *word);

/* Replaces them by those of a response code, if a line has it: "OK [CAPABILITY
 * IMAP4rev1 IDLE] hello".  false: it has not. */
bool imap_capabilities_read(struct imap_capabilities *, const struct buf *line);

bool imap_capabilities_has(
    const struct imap_capabilities *, enum imap_capability);

#endif
