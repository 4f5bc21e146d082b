#ifndef TRANSCRIPT_H
#define TRANSCRIPT_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "redact.h"

/* The dialogue of client and server in printable lines: "C: EHLO ...".  It has
 * no secrets: who sends one writes asterisks in its place. */
struct transcript {
	struct buf text;
	bool full; /* later lines are not kept */
};

void transcript_init(struct transcript *);
void transcript_free(struct transcript *);

/* Adds a line of the client ('C') or the server ('S'); hides the secrets of
 * redact, which may be NULL.  A NULL transcript keeps nothing. */
void transcript_add(struct transcript *, char side, const char *, size_t len,
    const struct redact *);

#endif
