#ifndef TOKEN_ENTRY_H
#define TOKEN_ENTRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "error.h"

/* The most bytes of an access token. */
#define TOKEN_LIMIT ((size_t)16 * 1024)

/* What is known of a source at a time: its token, and the last refusal of the
 * endpoint.  Times are seconds since 1970. */
struct token_entry {
	struct buf secret;         /* empty: there is no token */
	int64_t obtained, expires; /* of the token */
	bool fresh;                /* this process got it from the endpoint */
	int64_t refused;           /* 0: there was no refusal */
	struct error refusal;
};

/* How long a token lives at most; what says more is cut to it. */
#define TOKEN_LIFE_MAX (INT64_C(10) * 365 * 86400)

/* Seconds for which a refusal is remembered. */
#define TOKEN_REFUSAL_SECONDS 60

void token_entry_init(struct token_entry *);

/* Does the token live still, for so many seconds at least?  A token of the
 * future does not: the clock was set back, and nobody knows its age. */
bool token_entry_lives(const struct token_entry *, int64_t now, double seconds);

/* Is the refusal remembered? */
bool token_entry_refuses(const struct token_entry *, int64_t now);

/* Forgets the token, or everything. */
void token_entry_drop(struct token_entry *);
void token_entry_free(struct token_entry *);

/* Copies the one to the other. */
void token_entry_copy(struct token_entry *to, const struct token_entry *from);

#endif
