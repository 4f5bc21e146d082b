#ifndef STAGE_NAMES_H
#define STAGE_NAMES_H

#include <stdbool.h>

#include "stage_table.h"

#define STAGE_ID(id, ...) STAGE_##id,
#define STAGE_NO_ID(...)

/* STAGE_RESOLVE, STAGE_CONNECT ...: one id for each stage that users see. */
enum stage_id {
	STAGE_TABLE(STAGE_ID, STAGE_NO_ID) STAGE_COUNT,
	STAGE_ANY = STAGE_COUNT, /* every stage, for --on-failure */
};

/* The stages from here on come after the SMTP session. */
#define STAGE_AFTERWARDS STAGE_MAILBOX

struct stage_name {
	const char *name;   /* "auth", as in -w auth=2 and -t auth=5 */
	const char *metric; /* label of the stage's time; NULL: not timed */
};

/* The index is the id of the stage. */
extern const struct stage_name stage_names[STAGE_COUNT];

/* Finds the stage with exactly this name.  false: there is none, and the id is
 * unchanged. */
bool stage_find(const char *name, enum stage_id *);

#endif
