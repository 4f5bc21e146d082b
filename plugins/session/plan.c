/* Which sessions a check has, and their course. */
#include "plan.h"

#include <stdlib.h>

#include "memory.h"
#include "negative_checks.h"

/* One session of a check. */
struct probe {
	struct session session;
	struct config *own; /* of a negative check; or NULL */
};

static struct probe *
plan_add(struct plan *plan, const struct config *config)
{
	struct probe *probe = memory_zeroed(sizeof(*probe));
	size_t i = plan->facts.count++;

	plan->probes[i] = probe;
	plan->facts.sessions[i] = &probe->session.facts;
	session_init(&probe->session, config, plan->facts.began);
	return probe;
}

/* The session of a negative check takes no step of the user's: it names its
 * own. */
static int
plan_add_negative(
    struct plan *plan, enum negative_check_id id, struct error *error)
{
	const struct negative_check *check = &negative_checks[id];
	struct config *own = memory_zeroed(sizeof(*own));
	struct error found = { 0 };
	struct probe *probe;
	int rc;

	*own = *plan->facts.config;
	own->steps = (struct config_steps){ .login = false };
	rc = check->prepare(own, plan->facts.config, &found);
	probe = plan_add(plan, own);
	probe->own = own;
	probe->session.facts.negative = check;
	if (rc == -1)
		(void)error_set(error, ERROR_USAGE, "--refuse: %s", found.text);
	return rc;
}

int
plan_make(struct plan *plan, const struct config *config, int64_t began,
    struct error *error)
{
	const struct config_steps *steps = &config->steps;
	struct probe *first;

	plan->facts = (struct check_facts){ .config = config, .began = began };
	first = plan_add(plan, config);
	if (session_prepare(&first->session, error) == -1)
		return -1;
	for (size_t i = 0; i < steps->negative_count; i++)
		if (plan_add_negative(plan, steps->negative[i], error) == -1)
			return -1;
	return 0;
}

/* A session for each other mechanism that could log in: it ends with that. */
static void
plan_add_logins(struct plan *plan)
{
	const struct session_facts *first = plan->facts.sessions[0];

	for (size_t i = 0; sasl_mechanisms[i] != NULL; i++) {
		const struct sasl_mechanism *one = sasl_mechanisms[i];

		if (one != first->mechanism &&
		    (first->possible & UINT32_C(1) << i) != 0)
			plan_add(plan, plan->facts.config)->session.facts.only =
			    one;
	}
}

void
plan_run(struct plan *plan, const struct session_watcher *watcher)
{
	struct session *first = &plan->probes[0]->session;

	session_run(first, stages, STAGE_ROWS, watcher);
	/* Who never got as far as EHLO cannot be asked for more. */
	if (!facts_have_passed(&first->facts, STAGE_EHLO))
		return;
	if (plan->facts.config->steps.auth_each)
		plan_add_logins(plan);
	for (size_t i = 1; i < plan->facts.count && plan_left(plan) > 0; i++) {
		struct session *session = &plan->probes[i]->session;

		session_follow(session, first);
		/* A server may repeat what it heard in an earlier session. */
		session->redact.also = &plan->probes[i - 1]->session.redact;
		session_run(session, stages, STAGE_ROWS, watcher);
	}
}

double
plan_left(const struct plan *plan)
{
	return deadline_left(plan->probes[0]->session.deadline);
}

void
plan_free(struct plan *plan)
{
	for (size_t i = 0; i < plan->facts.count; i++) {
		struct probe *probe = plan->probes[i];

		session_free(&probe->session);
		/* Only bad-password has a password of its own. */
		if (probe->own != NULL &&
		    probe->own->login.source.kind == SECRET_WRONG)
			buf_free(&probe->own->login.password);
		free(probe->own);
		free(probe);
	}
}
