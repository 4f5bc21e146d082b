#ifndef IMAP_FOLDERS_H
#define IMAP_FOLDERS_H

#include "imap_client.h"

/* See mailbox_open(). */
int imap_open(struct mailbox *, const char *folder, const char *junk,
    struct deadline, struct error *);

/* Selects the folder, unless it is selected.  MAILBOX_NO: the server refuses,
 * in the words of imap->text. */
enum mailbox_answer imap_select(
    struct imap *, enum imap_place, struct deadline, struct error *);

/* See mailbox_junk(). */
const char *imap_junk(const struct mailbox *);

#endif
