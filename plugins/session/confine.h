#ifndef CONFINE_H
#define CONFINE_H

#include "buf.h"
#include "config.h"
#include "session.h"
#include "stage_names.h"

/* When a check has read its files, run its commands and looked its names up, it
 * gives up what it needs no more: see sandbox.h.  That holds for the process,
 * so it is done once. */

/* Before a row of this stage runs: is it time?  Checks with many targets are
 * confined by confine_all(), before their threads begin. */
void confine_before(struct session *, enum stage_id);

/* Now, for all threads that will begin: this session has opened what they
 * share. */
void confine_all(struct session *);

/* Appends what stands now, and what was refused: whole lines, for -vvv. */
void confine_show(struct buf *);

#endif
