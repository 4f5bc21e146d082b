#ifndef UTF7_H
#define UTF7_H

#include "buf.h"

/* The names of folders in IMAP4rev1: modified UTF-7 (RFC 3501 5.1.3).  Both
 * append.  -1: the text is not valid, or the buf may not hold so much. */
int utf7_encode(struct buf *, const char *utf8);
int utf7_decode(struct buf *, const char *name);

#endif
