/* Checks whether a login is possible with the given options. */
#include "validate_login.h"

#include <stdio.h>
#include <string.h>

#include "nearest.h"
#include "sasl.h"
#include "text.h"

/* The most bytes of a user's name; addresses and distinguished names fit. */
#define USER_LIMIT 2000
/* The most bytes of -A; the names of all mechanisms fit. */
#define LIST_LIMIT 255

static int
refuse_mechanism(const char *name, struct error *error)
{
	struct buf names = BUF_INIT(LIST_LIMIT);
	char advice[NEAREST_SIZE];

	for (size_t i = 0; sasl_mechanisms[i] != NULL; i++)
		(void)buf_printf(&names, " %s", sasl_mechanisms[i]->name);
	nearest_advise(advice, buf_string(&names), name);
	buf_free(&names);
	return error_set(error, ERROR_USAGE,
	    "the mechanism %s is not known (%s)", name, advice);
}

static int
check_mechanism(
    const struct config *config, const char *name, struct error *error)
{
	const struct sasl_mechanism *mechanism = sasl_find(name);

	if (text_same(name, "auto"))
		return error_set(
		    error, ERROR_USAGE, "auto stands alone, not in a list");
	if (mechanism == NULL)
		return refuse_mechanism(name, error);
	if ((mechanism->needs & SASL_NEEDS_USER) != 0 &&
	    config->login.user == NULL)
		return error_set(error, ERROR_USAGE,
		    "AUTH %s needs a user: -U USER", mechanism->name);
	if ((mechanism->needs & SASL_NEEDS_PASSWORD) != 0 &&
	    !config_has_secret(&config->login))
		return error_set(error, ERROR_USAGE,
		    "AUTH %s needs a password: --password-file, "
		    "--password-env or -P",
		    mechanism->name);
	if (config->login.source.kind == SECRET_OAUTH && !mechanism->token)
		return error_set(error, ERROR_USAGE,
		    "--oauth gets an access token, which AUTH %s cannot use: "
		    "-A XOAUTH2 or OAUTHBEARER",
		    mechanism->name);
	if ((mechanism->needs & SASL_NEEDS_CERTIFICATE) != 0 &&
	    (config->tls.client_certificate == NULL ||
		config->tls.mode == TLS_NONE))
		return error_set(error, ERROR_USAGE,
		    "AUTH %s needs TLS (-S or -s) and --client-cert",
		    mechanism->name);
	if ((mechanism->needs & SASL_NEEDS_BINDING) != 0 &&
	    config->tls.mode == TLS_NONE)
		return error_set(error, ERROR_USAGE,
		    "AUTH %s needs TLS: -S or -s", mechanism->name);
	return 0;
}

/* Does the word already stand in the list before this end? */
static bool
is_listed_before(const char *list, const char *end, const char *word)
{
	size_t n = strlen(word);

	while (list < end) {
		size_t len = strcspn(list, ",");

		if (len == n && text_starts(list, len, word))
			return true;
		list += len + 1;
	}
	return false;
}

static int
check_mechanisms(const struct config *config, struct error *error)
{
	char copy[LIST_LIMIT + 1], *rest = copy, *name;

	if (strlen(config->login.mechanisms) > LIST_LIMIT)
		return error_set(
		    error, ERROR_USAGE, "the list of -A is too long");
	(void)snprintf(copy, sizeof(copy), "%s", config->login.mechanisms);
	for (name = text_next(&rest, ','); name != NULL;
	     name = text_next(&rest, ',')) {
		if (check_mechanism(config, name, error) == -1)
			return -1;
		if (is_listed_before(config->login.mechanisms,
			config->login.mechanisms + (name - copy), name))
			return error_set(error, ERROR_USAGE,
			    "%s stands twice in the list of -A", name);
	}
	return 0;
}

int
validate_login(struct options *options, struct error *error)
{
	struct config *config = options->config;

	config->steps.login =
	    config->login.user != NULL || config->login.mechanisms != NULL;
	if (!config->steps.login && config_has_secret(&config->login))
		return error_set(
		    error, ERROR_USAGE, "a password without a user: -U USER");
	if (!config->steps.login && config->steps.auth_each)
		return error_set(
		    error, ERROR_USAGE, "--auth-each needs a user: -U USER");
	if (!config->steps.login)
		return 0;
	if (config->login.user != NULL &&
	    (config->login.user[0] == '\0' ||
		text_has_control(config->login.user) ||
		strlen(config->login.user) > USER_LIMIT))
		return error_set(error, ERROR_USAGE,
		    "-U: the user's name is empty, too long or "
		    "has control characters in it");
	if (config->login.authzid != NULL &&
	    (config->login.authzid[0] == '\0' ||
		text_has_control(config->login.authzid) ||
		strlen(config->login.authzid) > USER_LIMIT))
		return error_set(error, ERROR_USAGE,
		    "--authzid: the identity is empty, too long "
		    "or has control characters in it");
	if (config->login.mechanisms != NULL &&
	    text_same(config->login.mechanisms, "auto"))
		config->login.mechanisms = NULL;
	if (config->login.source.kind == SECRET_OAUTH) {
		token_source_set_user(
		    config->login.source.tokens, config->login.user);
		if (config->login.mechanisms == NULL)
			config->login.mechanisms = "XOAUTH2";
	}
	if (config->login.mechanisms != NULL)
		return check_mechanisms(config, error);
	/* The client certificate suffices for EXTERNAL (RFC 4422 A). */
	if (config->tls.client_certificate != NULL &&
	    config->tls.mode != TLS_NONE)
		return 0;
	if (config->login.user == NULL)
		return error_set(
		    error, ERROR_USAGE, "AUTH needs a user: -U USER");
	if (!config_has_secret(&config->login))
		return error_set(error, ERROR_USAGE,
		    "AUTH needs a password: --password-file, "
		    "--password-env or -P");
	return 0;
}
