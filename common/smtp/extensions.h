#ifndef EXTENSIONS_H
#define EXTENSIONS_H

#include <stdbool.h>

#include "buf.h"
#include "reply.h"

/* What the server offers (RFC 5321 4.1.1.1): its lines after the greeting, a
 * LF behind each, in the order received. */
struct smtp_extensions {
	struct buf lines;
	const struct redact *redact; /* borrowed: what is never printed */
};

void smtp_extensions_init(struct smtp_extensions *);
void smtp_extensions_free(struct smtp_extensions *);

/* Takes them from the reply to EHLO; forgets what was there. */
void smtp_extensions_read(struct smtp_extensions *, const struct smtp_reply *);
void smtp_extensions_clear(struct smtp_extensions *);

/* Is this keyword offered, in whatever case? */
bool smtp_extensions_has(const struct smtp_extensions *, const char *keyword);

/* Is it offered with this parameter, as in "AUTH PLAIN LOGIN"? */
bool smtp_extensions_has_parameter(
    const struct smtp_extensions *, const char *keyword, const char *parameter);

/* Appends the mechanisms of all AUTH lines, the old spelling AUTH= too, in
 * capitals, each once, with blanks between them. */
void smtp_extensions_mechanisms(
    const struct smtp_extensions *, struct buf *out);

/* Appends the lines with ", " between them, printable. */
void smtp_extensions_print(const struct smtp_extensions *, struct buf *out);

#endif
