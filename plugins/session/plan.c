#include "plan.h"

#include <stdio.h>
#include <stdlib.h>

#include "clock.h"
#include "memory.h"
#include "metrics.h"

static struct probe *
add(struct plan *plan, const struct config *config)
{
	struct probe *probe = memory_zeroed(sizeof(*probe));

	plan->probes[plan->count++] = probe;
	session_init(&probe->session, config, plan->began);
	return probe;
}

/* A session for what must be refused, with a config of its own. */
static int
add_refusal(
    struct plan *plan, const struct refusal *refusal, struct error *error)
{
	struct config *config = memory_zeroed(sizeof(*config));
	struct error found = { 0 };
	struct probe *probe;
	int rc;

	*config = *plan->config;
	rc = refusal->adapt(config, &found);
	probe = add(plan, config);
	probe->refusal = refusal;
	probe->config = config;
	if (rc == -1)
		(void)error_set(error, ERROR_USAGE, "--refuse: %s", found.text);
	return rc;
}

int
plan_make(struct plan *plan, const struct config *config, int64_t began,
    struct error *error)
{
	plan->config = config;
	plan->began = began;
	plan->count = 0;
	if (session_prepare(&add(plan, config)->session, error) == -1)
		return -1;
	for (size_t i = 0; i < config->steps.refusal_count; i++)
		if (add_refusal(plan, config->steps.refuse[i], error) == -1)
			return -1;
	return 0;
}

/* A session for each other mechanism that could log in: it ends with that. */
static void
add_logins(struct plan *plan)
{
	const struct session *first = &plan->probes[0]->session;

	for (size_t i = 0; sasl_mechanisms[i] != NULL; i++) {
		const struct sasl_mechanism *one = sasl_mechanisms[i];

		if (one != first->mechanism && plan->count < PLAN_MAX &&
		    (first->possible & UINT32_C(1) << i) != 0)
			add(plan, plan->config)->session.only = one;
	}
}

/* Has any mechanism let the user in with the password? */
static bool
has_proved_secret(const struct plan *plan)
{
	for (size_t i = 0; i < plan->count; i++) {
		const struct session *session = &plan->probes[i]->session;

		if (plan->probes[i]->refusal == NULL &&
		    session_has_passed(session, "auth") &&
		    (session->mechanism->needs & SASL_NEEDS_PASSWORD) != 0)
			return true;
	}
	return false;
}

/* The label of this probe's login, if it had one that somebody asks for. */
static void
set_label(struct probe *probe, const struct config *config)
{
	const struct sasl_mechanism *mechanism = probe->session.mechanism;

	if (mechanism == NULL)
		mechanism = probe->session.only;
	if (mechanism == NULL || probe->refusal != NULL)
		return;
	metric_of_mechanism(mechanism->name, probe->label);
	if (!config->steps.auth_each &&
	    config_find_limit(config, probe->label) == NULL)
		probe->label[0] = '\0';
}

void
plan_run(struct plan *plan, const struct session_watcher *watcher)
{
	struct session *first = &plan->probes[0]->session;

	session_run(first, stages, stage_count, watcher);
	/* Who never got as far as EHLO cannot be asked for more. */
	if (!session_has_passed(first, "ehlo"))
		return;
	if (plan->config->steps.auth_each)
		add_logins(plan);
	for (size_t i = 1; i < plan->count && plan_left(plan) > 0; i++) {
		struct session *session = &plan->probes[i]->session;

		session_follow(session, first);
		/* A server may repeat what it heard in an earlier session. */
		session->redact.also = &plan->probes[i - 1]->session.redact;
		session_run(session, stages, stage_count, watcher);
	}
	for (size_t i = 0; i < plan->count; i++) {
		struct probe *probe = plan->probes[i];

		set_label(probe, plan->config);
		probe->session.secret_is_right =
		    probe->refusal == NULL && has_proved_secret(plan);
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
		struct probe *probe = plan->probes[i];

		session_free(&probe->session);
		/* Only bad-password has a password of its own. */
		if (probe->config != NULL &&
		    probe->config->login.password.data !=
			plan->config->login.password.data)
			buf_free(&probe->config->login.password);
		free(probe->config);
		free(probe);
	}
}
