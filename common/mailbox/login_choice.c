/* Chooses how to log in. */
#include "login_choice.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "text.h"

/* Does the user want the command, if no mechanism is common? */
static bool
is_command_wanted(const char *wanted)
{
	char *copy, *rest, *name;
	bool found = wanted == NULL;

	copy = rest = memory_copy(wanted == NULL ? "" : wanted);
	while (!found && (name = text_next(&rest, ',')) != NULL)
		found = text_same(name, "LOGIN");
	free(copy);
	return found;
}

static int
fail_unencrypted(const char *what, struct error *error)
{
	return error_set(error, ERROR_USAGE,
	    "%s would send the password unencrypted; the server has to offer "
	    "TLS, or use --allow-cleartext-auth",
	    what);
}

static int
choose_command(const struct login_offer *offer, const struct error *found,
    const struct sasl_context *context, struct error *error)
{
	if (offer->disabled != NULL)
		return error_set(error, ERROR_UNSUPPORTED, "%s; %s",
		    found->text, offer->disabled);
	if (!context->secure)
		return fail_unencrypted(offer->command, error);
	return 0;
}

int
login_choose(const struct login_offer *offer, const char *wanted,
    struct sasl_context *context, const struct redact *redact,
    const struct sasl_mechanism **mechanism, struct error *error)
{
	struct error found = { 0 };
	bool means = context->user != NULL && context->password != NULL;

	context->binding_offered = sasl_offers_binding(offer->mechanisms);
	*mechanism = sasl_choose(offer->mechanisms, wanted, context, &found);
	if (*mechanism != NULL)
		return 0;
	redact_string(redact, found.text, sizeof(found.text));
	if (found.kind == ERROR_USAGE)
		return fail_unencrypted("the login", error);
	if (means && is_command_wanted(wanted))
		return choose_command(offer, &found, context, error);
	*error = found;
	return -1;
}

bool
login_refused_binding(const char *wanted,
    const struct sasl_mechanism *mechanism, const struct error *error)
{
	return wanted == NULL && mechanism != NULL &&
	       (mechanism->needs & SASL_NEEDS_BINDING) != 0 &&
	       error->kind == ERROR_REJECTED &&
	       strstr(error->said, "bad protocol / cancel") != NULL;
}
