#ifndef CHECK_TARGETS_H
#define CHECK_TARGETS_H

#include <stdbool.h>

#include "config.h"
#include "error.h"
#include "plan.h"
#include "report.h"
#include "session.h"

/* A check of many targets from its plan to the report; see targets.h. */
struct check_targets;

/* Plans the check and opens the files that it needs.  -1: error set,
 * ERROR_USAGE.  Call check_targets_free() in both cases. */
int check_targets_make(
    struct check_targets **, const struct config *, struct error *);

/* The plan of the scout: if no targets were found it is the check. */
struct plan *check_targets_scout(struct check_targets *);

/* Finds the targets, and is watched while it does so. */
void check_targets_find(struct check_targets *, const struct session_watcher *);
bool check_targets_found(const struct check_targets *);

/* Runs the targets, and knows at each moment what to say if that ends.  false:
 * some of them run yet: the program must end without freeing anything. */
bool check_targets_run(struct check_targets *, struct report *);

void check_targets_free(struct check_targets *);

#endif
