#ifndef EXPLAIN_TARGETS_H
#define EXPLAIN_TARGETS_H

#include "buf.h"
#include "config.h"
#include "explain_sheet.h"

/* With --mx: appends how the mail servers are found. */
void explain_targets(const struct config *, struct buf *);

/* With --mx: turns a config into that of one of the mail servers; HOST stands
 * for its name. */
void explain_name_target(struct config *);

/* The stage POLICY, which is that of the whole domain. */
void explain_policy(struct sheet *);

#endif
