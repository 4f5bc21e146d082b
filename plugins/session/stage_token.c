/* The stage TOKEN: fetches the secret that the login uses. */
#include "stages.h"

#include <string.h>
#include <time.h>

#include "command.h"
#include "jwt.h"
#include "session.h"
#include "token.h"

#define SECONDS_PER_HOUR 3600.0

bool
stage_token_planned(const struct config *config)
{
	return config->steps.login && secret_is_fetched(&config->login.source);
}

static int
fetch_from_command(
    struct session *session, struct deadline deadline, struct error *error)
{
	const struct config *config = session->facts.config;
	struct token *token = &session->token;

	token->asked = true;
	if (command_run(config->login.source.name, deadline, &session->redact,
		&token->secret, error) == -1)
		return -1;
	redact_secret(config->fetched, token->secret.data, token->secret.len);
	session_note(session, "the command has printed a secret");
	return 0;
}

/* An HTTP status is not an SMTP code: the error's words have it. */
static int
fetch_from_endpoint(
    struct session *session, struct deadline deadline, struct error *error)
{
	const struct config *config = session->facts.config;
	bool refused = session->facts.secret.renewed;
	/* Targets that renew it do so at the same time. */
	int rc = token_get(config->login.source.tokens, refused, deadline,
	    refused ? &session->redact : config->fetched, &session->token,
	    error);

	error->code = 0;
	session_note(session, "%s%s%s",
	    refused ? "the server refused the token from the cache" : "",
	    refused && session->token.note[0] != '\0' ? "; " : "",
	    session->token.note);
	return rc;
}

/* A token of a command may be a JWT, which says how long it lives. */
static void
keep_facts(struct session *session)
{
	const struct token *token = &session->token;
	const struct secret_source *source =
	    &session->facts.config->login.source;
	struct secret_facts *facts = &session->facts.secret;
	int64_t expiry;

	facts->cached = token->cached;
	if (source->tokens != NULL) {
		facts->has_hours =
		    token->secret.len > 0 && token->hours_left >= 0;
		facts->hours = token->hours_left;
		facts->has_days =
		    token_source_secret_days(source->tokens, &facts->days);
	} else if (token->secret.len > 0 &&
		   jwt_expiry(&token->secret, &expiry)) {
		facts->has_hours = true;
		facts->hours =
		    difftime((time_t)expiry, time(NULL)) / SECONDS_PER_HOUR;
	}
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
	if (session->facts.config->login.source.kind == SECRET_COMMAND)
		rc = fetch_from_command(session, deadline, error);
	else
		rc = fetch_from_endpoint(session, deadline, error);
	session->current->untimed = !session->token.asked;
	keep_facts(session);
	if (rc == -1)
		return STAGE_FAILED;
	session->password = &session->token.secret;
	return STAGE_PASSED;
}
