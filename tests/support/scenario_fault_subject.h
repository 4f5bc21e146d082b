/* A story whose calls are to fail. */
#ifndef SCENARIO_FAULT_SUBJECT_H
#define SCENARIO_FAULT_SUBJECT_H

#include "faults.h"
#include "scenario.h"

/* A story, and how it goes without faults. */
struct subject {
	const char *path;
	struct story story;
	struct verdict own;
	size_t letters; /* that its servers have in the end */
	unsigned int calls[FAULTS_COUNT];
};

/* Performs the story of this path without faults, and counts its calls.  -1: it
 * cannot be read, or does not go as told, which has been printed. */
int subject_prepare(struct subject *, const struct terms *, struct injection *);

#endif
