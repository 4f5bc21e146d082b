#ifndef NOTES_H
#define NOTES_H

#include "buf.h"
#include "session.h"

/* Notes of a stage that quote the server or the user; see session_note(). */

/* Sets the note to "before" and the text of the last reply. */
void note_reply(struct session *, const char *before);

/* Sets the note to "before", the user's text, "after", a colon and the last
 * reply.  The user's text is cut and printed as note_put_text() does it. */
void note_reply_to(
    struct session *, const char *before, const char *text, const char *after);

/* Appends the first 60 characters of a text that the user gave.  They are made
 * printable, and the password in them is hidden. */
void note_put_text(const struct session *, const char *text, struct buf *);

#endif
