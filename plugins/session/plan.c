/* The sessions of a check: which there are, and their order. */
#include "plan.h"

#include <stdlib.h>

#include "mailbox_session.h"
#include "memory.h"
#include "negative_checks.h"

/* One session of a check. */
struct planned_session {
	struct session session;
	/* Owned: the config of a negative check.  NULL: the user's config. */
	struct config *own;
};

static struct planned_session *
plan_put_session(struct plan *plan, size_t i, const struct config *config)
{
	struct planned_session *planned = memory_resize(NULL, sizeof(*planned));

	planned->own = NULL;
	plan->sessions[i] = planned;
	plan->facts.sessions[i] = &planned->session.facts;
	session_init(&planned->session, config, plan->facts.began);
	return planned;
}

static struct planned_session *
plan_add_session(struct plan *plan, const struct config *config)
{
	return plan_put_session(plan, plan->facts.count++, config);
}

/* The config of a negative check is the user's without its steps.  The check's
 * prepare() adds the steps that the server must refuse. */
static int
plan_add_negative(
    struct plan *plan, enum negative_check_id id, struct error *error)
{
	const struct negative_check *check = &negative_checks[id];
	struct config *own = memory_zeroed(sizeof(*own));
	struct error found = { 0 };
	struct planned_session *planned;
	int rc;

	*own = *plan->facts.config;
	own->steps = (struct config_steps){ .login = false };
	rc = check->prepare(own, plan->facts.config, &found);
	planned = plan_add_session(plan, own);
	planned->own = own;
	planned->session.facts.negative = check;
	if (rc == -1)
		(void)error_set(error, ERROR_USAGE, "--refuse: %s", found.text);
	return rc;
}

struct session *
plan_begin(struct plan *plan, const struct config *config, int64_t began)
{
	plan->facts = (struct check_facts){ .config = config, .began = began };
	plan->replaced = NULL;
	return &plan_add_session(plan, config)->session;
}

int
plan_add_refusals(struct plan *plan, struct error *error)
{
	const struct config_steps *steps = &plan->facts.config->steps;

	for (size_t i = 0; i < steps->negative_count; i++)
		if (plan_add_negative(plan, steps->negative[i], error) == -1)
			return -1;
	return 0;
}

int
plan_make(struct plan *plan, const struct config *config, int64_t began,
    struct error *error)
{
	struct session *first = plan_begin(plan, config, began);

	if (session_prepare(first, error) == -1 ||
	    (config->steps.round_trip &&
		mailbox_session_prepare(first, error) == -1))
		return -1;
	return plan_add_refusals(plan, error);
}

/* Adds a session for each other mechanism that could log in.  Such a session
 * ends after AUTH. */
static void
plan_add_logins(struct plan *plan)
{
	const struct session_facts *first = plan->facts.sessions[0];

	for (size_t i = 0; sasl_mechanisms[i] != NULL; i++) {
		const struct sasl_mechanism *mechanism = sasl_mechanisms[i];

		if (mechanism != first->mechanism &&
		    (first->possible & UINT32_C(1) << i) != 0)
			plan_add_session(plan, plan->facts.config)
			    ->session.facts.only = mechanism;
	}
}

/* Has the server refused a token that may be stale?  Who issued it may have
 * revoked it since, or changed what it allows. */
static bool
was_stale_token_refused(const struct session_facts *facts)
{
	const struct observation *login = &facts->seen[STAGE_ROW_AUTH];

	return facts->secret.cached && login->outcome == OUTCOME_FAILED &&
	       login->error.kind == ERROR_REJECTED &&
	       login->error.code / 100 == 5;
}

/* Runs the first session; once more with a new token if need be. */
static struct session *
plan_run_first(struct plan *plan, const struct session_watcher *watcher)
{
	struct session *first = &plan->sessions[0]->session;
	const struct session *refused = first;

	session_run(first, stages, STAGE_ROWS, watcher);
	if (!was_stale_token_refused(&first->facts) || plan_left(plan) == 0)
		return first;
	plan->replaced = plan->sessions[0];
	first = &plan_put_session(plan, 0, plan->facts.config)->session;
	session_renew_token(first, refused);
	first->redact.also = &refused->redact;
	session_run(first, stages, STAGE_ROWS, watcher);
	return first;
}

void
plan_run(struct plan *plan, const struct session_watcher *watcher)
{
	struct session *first = plan_run_first(plan, watcher);

	/* A server that fails before EHLO would fail the others the same way.
	 */
	if (!facts_have_passed(&first->facts, STAGE_EHLO))
		return;
	if (plan->facts.config->steps.auth_each)
		plan_add_logins(plan);
	for (size_t i = 1; i < plan->facts.count && plan_left(plan) > 0; i++) {
		struct session *session = &plan->sessions[i]->session;

		session_follow(session, first);
		/* The server may quote secrets of an earlier session. */
		session->redact.also = &plan->sessions[i - 1]->session.redact;
		session_run(session, stages, STAGE_ROWS, watcher);
	}
}

struct session *
plan_first(struct plan *plan)
{
	return &plan->sessions[0]->session;
}

double
plan_left(const struct plan *plan)
{
	return deadline_left(plan->sessions[0]->session.deadline);
}

static void
free_session(struct session *session)
{
	mailbox_session_free(session);
	session_free(session);
}

void
plan_free(struct plan *plan)
{
	if (plan->replaced != NULL) {
		free_session(&plan->replaced->session);
		free(plan->replaced);
	}
	for (size_t i = 0; i < plan->facts.count; i++) {
		struct planned_session *planned = plan->sessions[i];

		free_session(&planned->session);
		/* Only bad-password owns its password; all others share the
		 * user's. */
		if (planned->own != NULL &&
		    planned->own->login.source.kind == SECRET_WRONG)
			buf_free(&planned->own->login.password);
		free(planned->own);
		free(planned);
	}
}
