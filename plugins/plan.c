#include "plan.h"

#include <stdlib.h>

#include "memory.h"

int
plan_make(struct plan *plan, const struct config *config, int64_t began,
    struct error *error)
{
	plan->config = config;
	plan->count = 1;
	plan->probes = memory_zeroed(plan->count * sizeof(plan->probes[0]));
	session_init(&plan->probes[0].session, config, began);
	return session_prepare(&plan->probes[0].session, error);
}

void
plan_run(struct plan *plan, const struct session_watcher *watcher)
{
	for (size_t i = 0; i < plan->count; i++)
		session_run(
		    &plan->probes[i].session, stages, stage_count, watcher);
}

double
plan_left(const struct plan *plan)
{
	return deadline_left(plan->probes[0].session.deadline);
}

void
plan_free(struct plan *plan)
{
	for (size_t i = 0; i < plan->count; i++)
		session_free(&plan->probes[i].session);
	free(plan->probes);
}
