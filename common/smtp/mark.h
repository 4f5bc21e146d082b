#ifndef MARK_H
#define MARK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "message.h"

/* The mark by which a message is known again: "TOKEN.SERIES".  The token is
 * that of message_token(), and begins with the time of sending; the series says
 * which messages belong together. */

/* Characters of a series; its bytes with the NUL. */
#define MARK_SERIES_LIMIT 64
#define MARK_SERIES_SIZE (MARK_SERIES_LIMIT + 1)
#define MARK_SIZE (MESSAGE_TOKEN_SIZE + MARK_SERIES_SIZE)

/* Can this be a series: 1 to 64 letters, digits, hyphens and underscores, and
 * dots between them? */
bool mark_series_valid(const char *);

void mark_print(const char *token, const char *series, char[MARK_SIZE]);

/* Searches the text for a mark of exactly this series, which no letter, digit,
 * dot, hyphen or underscore touches, and gives its token. */
bool mark_find(const char *, size_t len, const char *series,
    char token[MESSAGE_TOKEN_SIZE]);

/* When the message with this token was made: seconds since 1970. */
int64_t mark_time(const char *token);

/* Makes a series of a few strings (FNV-1a, 64 bits). */
struct mark_hash {
	uint64_t value;
};
#define MARK_HASH_INIT                                                         \
	{                                                                      \
		UINT64_C(0xcbf29ce484222325)                                   \
	}
void mark_hash_add(struct mark_hash *, const char *);
void mark_hash_print(const struct mark_hash *, char[MARK_SERIES_SIZE]);

#endif
