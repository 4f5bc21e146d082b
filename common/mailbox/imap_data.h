#ifndef IMAP_DATA_H
#define IMAP_DATA_H

#include "imap_session.h"

/* Reads the rest of an untagged response that is data: "* " and its first word
 * have been read, the word is in imap->token.  What is not needed is skipped.
 * -1: error set. */
int imap_data_read(struct imap *, struct deadline, struct error *);

/* Keeps what the response code in imap->text says: CAPABILITY, UIDNEXT,
 * UIDVALIDITY. */
void imap_data_code(struct imap *);

#endif
