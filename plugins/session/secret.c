/* Fetches a secret from a command or from a token endpoint. */
#include "secret.h"

#include <stdint.h>
#include <stdio.h>
#include <time.h>

#include "command.h"
#include "jwt.h"

#define SECONDS_PER_HOUR 3600.0

static int
fetch_from_command(const char *command, struct deadline deadline,
    const struct secret_keeper *keeper, struct token *token,
    struct error *error)
{
	token->asked = true;
	if (command_run(
		command, deadline, keeper->hides, &token->secret, error) == -1)
		return -1;
	redact_secret(keeper->learns, token->secret.data, token->secret.len);
	(void)snprintf(token->note, sizeof(token->note),
	    "the command has printed a secret");
	return 0;
}

int
secret_fetch(const struct secret_source *source, const struct buf *refused,
    struct deadline deadline, const struct secret_keeper *keeper,
    struct token *token, struct error *error)
{
	int rc;

	if (source->kind == SECRET_COMMAND)
		return fetch_from_command(
		    source->name, deadline, keeper, token, error);
	rc = token_get(
	    source->tokens, refused, deadline, keeper->learns, token, error);
	error->code = 0;
	return rc;
}

bool
secret_hours(const struct secret_source *source, const struct token *token,
    double *hours)
{
	int64_t expiry;

	if (token->secret.len == 0)
		return false;
	*hours = token->hours_left;
	if (source->kind == SECRET_OAUTH)
		return true;
	if (!jwt_expiry(&token->secret, &expiry))
		return false;
	*hours = difftime((time_t)expiry, time(NULL)) / SECONDS_PER_HOUR;
	return true;
}
