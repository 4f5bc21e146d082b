/* The stage TOKEN: fetches the secret that the login uses. */
#include "stages.h"

#include "secret.h"
#include "session.h"

bool
stage_token_planned(const struct config *config)
{
	return config->steps.login && secret_is_fetched(&config->login.source);
}

/* Targets that renew it do so at the same time, and what all sessions share
 * must not change then. */
static int
fetch(struct session *session, struct deadline deadline, struct error *error)
{
	const struct config *config = session->facts.config;
	bool refused = session->facts.secret.renewed;
	const struct secret_keeper keeper = {
		.hides = &session->redact,
		.learns = refused ? &session->redact : config->fetched,
	};
	int rc = secret_fetch(&config->login.source, session->refused, deadline,
	    &keeper, &session->token, error);

	session_note(session, "%s%s%s",
	    refused ? "the server refused the token from the cache" : "",
	    refused && session->token.note[0] != '\0' ? "; " : "",
	    session->token.note);
	return rc;
}

static void
keep_facts(struct session *session)
{
	const struct secret_source *source =
	    &session->facts.config->login.source;
	struct secret_facts *facts = &session->facts.secret;

	facts->cached = session->token.cached;
	facts->has_hours = secret_hours(source, &session->token, &facts->hours);
	facts->has_days =
	    source->tokens != NULL &&
	    token_source_secret_days(source->tokens, &facts->days);
}

enum stage_result
stage_token(
    struct session *session, struct deadline deadline, struct error *error)
{
	int rc;

	/* A further session has the secret of the first already. */
	if (session->password != NULL) {
		session->current->untimed = true;
		return STAGE_PASSED;
	}
	rc = fetch(session, deadline, error);
	session->current->untimed = !session->token.asked;
	keep_facts(session);
	if (rc == -1)
		return STAGE_FAILED;
	session->password = &session->token.secret;
	return STAGE_PASSED;
}
