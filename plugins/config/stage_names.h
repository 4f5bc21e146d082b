#ifndef STAGE_NAMES_H
#define STAGE_NAMES_H

#include <stdbool.h>

#include "stage_table.h"

#define STAGE_ID(id, ...) STAGE_##id,
#define STAGE_NO_ID(...)

/* STAGE_RESOLVE, STAGE_CONNECT ... */
enum stage_id {
	STAGE_TABLE(STAGE_ID, STAGE_NO_ID) STAGE_COUNT,
	STAGE_ANY = STAGE_COUNT, /* for --on-failure */
};

struct stage_name {
	const char *name;   /* "auth": -w auth=2, -t auth=5 */
	const char *metric; /* label of its time; NULL: it has none */
};

/* By their id. */
extern const struct stage_name stage_names[STAGE_COUNT];

/* The stage of this name.  false: there is none. */
bool stage_find(const char *name, enum stage_id *);

#endif
