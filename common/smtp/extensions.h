#ifndef EXTENSIONS_H
#define EXTENSIONS_H

#include <stdbool.h>

#include "buf.h"
#include "reply.h"

/* What the server offers (RFC 5321 4.1.1.1): the lines of its reply to EHLO
 * after the first, as received, each with a LF. */
struct smtp_extensions {
	struct buf lines;
	const struct redact *redact; /* borrowed: secrets that are hidden */
};

void smtp_extensions_init(struct smtp_extensions *);
void smtp_extensions_free(struct smtp_extensions *);

/* Reads the extensions from the reply to EHLO, in place of those before. */
void smtp_extensions_read(struct smtp_extensions *, const struct smtp_reply *);

/* Forgets them. */
void smtp_extensions_clear(struct smtp_extensions *);

/* Is this keyword offered, in any case? */
bool smtp_extensions_has(const struct smtp_extensions *, const char *keyword);

/* Is it offered with this parameter, as in "AUTH PLAIN LOGIN"? */
bool smtp_extensions_has_parameter(
    const struct smtp_extensions *, const char *keyword, const char *parameter);

/* Appends the mechanisms of all AUTH lines, also of the old form AUTH=: in
 * capitals, each once, with blanks between them. */
void smtp_extensions_mechanisms(
    const struct smtp_extensions *, struct buf *out);

/* Appends the lines as printable text, with ", " between them. */
void smtp_extensions_print(const struct smtp_extensions *, struct buf *out);

#endif
