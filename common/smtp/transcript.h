#ifndef TRANSCRIPT_H
#define TRANSCRIPT_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "redact.h"

/* Both sides of the talk, printable, one line each: "C: EHLO ...".  A secret
 * cannot enter: smtp_send_secret() writes asterisks in its place. */
struct transcript {
	struct buf text;
	bool full; /* what was said later is not here */
};

void transcript_init(struct transcript *);
void transcript_free(struct transcript *);

/* One line of the client ('C') or the server ('S'), with what is to be hidden
 * hidden (NULL: nothing).  A NULL transcript keeps nothing. */
void transcript_add(struct transcript *, char side, const char *, size_t len,
    const struct redact *);

#endif
