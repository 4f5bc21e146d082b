#ifndef SAID_H
#define SAID_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "error.h"
#include "redact.h"

/* What a server of IMAP or POP3 says when it does not say yes. */

/* Bytes of a line that are kept. */
#define SAID_LIMIT ((size_t)8192)

/* Appends the text with the secrets hidden that redact knows; it is not
 * printable yet.  redact may be NULL. */
void said_show(const struct redact *, const char *, size_t, struct buf *out);

/* Sets the error for a refusal: "NO [INUSE] busy", "-ERR [SYS/TEMP] later",
 * "BYE ...".  ERROR_RETRY if its code says that it may pass, else
 * ERROR_REJECTED.  Returns -1. */
int said_no(const struct redact *, const struct buf *line, struct error *);

/* Has the line this response code behind its first word: "[INUSE]"?  Case does
 * not count. */
bool said_code(const struct buf *line, const char *code);

/* Sets ERROR_PROTOCOL for a line that is not of this protocol.  Returns -1. */
int said_nonsense(const struct redact *, const char *protocol, const char *line,
    size_t, struct error *);

#endif
