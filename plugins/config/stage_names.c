/* The names of the stages, and the labels of their times. */
#include "stage_names.h"

#include <string.h>

#define STAGE_NAME(id, name, metric, ...) [STAGE_##id] = { name, metric },

const struct stage_name stage_names[STAGE_COUNT] = { STAGE_TABLE(
    STAGE_NAME, STAGE_NO_ID) };

bool
stage_find(const char *name, enum stage_id *id)
{
	for (int i = 0; i < STAGE_COUNT; i++) {
		if (strcmp(stage_names[i].name, name) == 0) {
			*id = (enum stage_id)i;
			return true;
		}
	}
	return false;
}
