#ifndef REDACT_COPY_H
#define REDACT_COPY_H

#include "buf.h"
#include "redact.h"

/* Returns a copy of the text with the secrets hidden; the caller frees it.  Of
 * a text that is longer than 64 KB the copy is empty. */
struct buf redact_copy(const struct redact *, const char *text);

#endif
