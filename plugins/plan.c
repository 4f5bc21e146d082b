#include "plan.h"

#include <stdio.h>
#include <stdlib.h>

#include "clock.h"
#include "login.h"
#include "memory.h"
#include "metrics.h"

static struct session *
add(struct plan *plan)
{
	struct probe *probe = memory_zeroed(sizeof(*probe));

	plan->probes[plan->count++] = probe;
	session_init(&probe->session, plan->config, plan->began);
	return &probe->session;
}

int
plan_make(struct plan *plan, const struct config *config, int64_t began,
    struct error *error)
{
	plan->config = config;
	plan->began = began;
	plan->count = 0;
	return session_prepare(add(plan), error);
}

/* A session for each other mechanism that could log in: it ends with that. */
static void
add_logins(struct plan *plan)
{
	const struct session *first = &plan->probes[0]->session;

	for (size_t i = 0; sasl_mechanisms[i] != NULL; i++) {
		const struct sasl_mechanism *one = sasl_mechanisms[i];
		struct error ignored = { 0 };
		struct session *session;

		if (one == first->mechanism || plan->count == PLAN_MAX ||
		    !login_possible(first, one))
			continue;
		session = add(plan);
		session->addresses = first->addresses;
		session->only = one;
		/* What the first one could open, this one can. */
		(void)session_prepare(session, &ignored);
	}
}

void
plan_run(struct plan *plan, const struct session_watcher *watcher)
{
	const struct session *first = &plan->probes[0]->session;

	session_run(&plan->probes[0]->session, stages, stage_count, watcher);
	if (!plan->config->auth_each || first->mechanism == NULL)
		return;
	add_logins(plan);
	for (size_t i = 0; i < plan->count; i++) {
		struct probe *probe = plan->probes[i];

		if (i > 0)
			session_run(
			    &probe->session, stages, stage_count, watcher);
		metric_of_mechanism(probe->session.mechanism != NULL
					? probe->session.mechanism->name
					: probe->session.only->name,
		    probe->label);
	}
}

double
plan_left(const struct plan *plan)
{
	return deadline_left(plan->probes[0]->session.deadline);
}

double
plan_seconds(const struct plan *plan)
{
	int64_t ended = plan->began;

	for (size_t i = 0; i < plan->count; i++)
		if (plan->probes[i]->session.ended > ended)
			ended = plan->probes[i]->session.ended;
	return (double)(ended - plan->began) / (double)CLOCK_SECOND;
}

void
plan_free(struct plan *plan)
{
	for (size_t i = 0; i < plan->count; i++) {
		session_free(&plan->probes[i]->session);
		free(plan->probes[i]);
	}
}
