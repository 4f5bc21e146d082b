#ifndef NOTES_H
#define NOTES_H

#include "buf.h"
#include "session.h"

/* What stages say of themselves in the long output; see session_note(). */

/* A note of "before", and the reply as the server gave it. */
void note_reply(struct session *, const char *before);

/* A note of "before", text of the user's, "after", a colon and the reply. */
void note_reply_to(
    struct session *, const char *before, const char *text, const char *after);

/* Appends the beginning of text of the user's, printable and without the
 * password. */
void note_put_text(const struct session *, const char *text, struct buf *);

#endif
