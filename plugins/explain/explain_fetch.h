#ifndef EXPLAIN_FETCH_H
#define EXPLAIN_FETCH_H

#include "buf.h"
#include "config.h"
#include "explain_sheet.h"

/* --explain: how to fetch the secret by hand that the stage TOKEN fetches. */
void explain_fetch(struct sheet *);

/* Appends the command line that repeats a failure of this stage. */
void explain_fetch_failure(const struct config *, struct buf *);

#endif
