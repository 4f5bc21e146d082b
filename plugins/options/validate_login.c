/* Checks whether a login is possible with the given options. */
#include "validate_login.h"

#include <stdio.h>
#include <string.h>

#include "nearest.h"
#include "sasl.h"
#include "secret_options.h"
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
    const struct login_terms *terms, const char *name, struct error *error)
{
	/* The command needs what the mechanism LOGIN needs. */
	bool command =
	    terms->command != NULL && text_same(name, terms->command);
	const struct sasl_mechanism *mechanism =
	    sasl_find(command ? "LOGIN" : name);

	if (text_same(name, "auto"))
		return error_set(
		    error, ERROR_USAGE, "auto stands alone, not in a list");
	if (mechanism == NULL)
		return refuse_mechanism(name, error);
	if ((mechanism->needs & SASL_NEEDS_USER) != 0 &&
	    terms->login->user == NULL)
		return error_set(error, ERROR_USAGE, "AUTH %s needs a user: %s",
		    mechanism->name, terms->user);
	if ((mechanism->needs & SASL_NEEDS_PASSWORD) != 0 &&
	    !config_has_secret(terms->login))
		return error_set(error, ERROR_USAGE,
		    "AUTH %s needs a password: %s", mechanism->name,
		    terms->password);
	if (terms->login->source.kind == SECRET_OAUTH && !mechanism->token)
		return error_set(error, ERROR_USAGE,
		    "--oauth gets an access token, which AUTH %s cannot use: "
		    "%s XOAUTH2 or OAUTHBEARER",
		    mechanism->name, terms->mechanisms);
	if ((mechanism->needs & SASL_NEEDS_CERTIFICATE) != 0 &&
	    (terms->tls->client_certificate == NULL ||
		terms->tls->mode == TLS_NONE))
		return error_set(error, ERROR_USAGE,
		    "AUTH %s needs TLS (-S or -s) and --client-cert",
		    mechanism->name);
	if ((mechanism->needs & SASL_NEEDS_BINDING) != 0 &&
	    terms->tls->mode == TLS_NONE)
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
check_mechanisms(
    const struct login_terms *terms, const char *list, struct error *error)
{
	char copy[LIST_LIMIT + 1], *rest = copy, *name;

	if (strlen(list) > LIST_LIMIT)
		return error_set(error, ERROR_USAGE,
		    "the list of %s is too long", terms->mechanisms);
	(void)snprintf(copy, sizeof(copy), "%s", list);
	for (name = text_next(&rest, ','); name != NULL;
	     name = text_next(&rest, ',')) {
		if (check_mechanism(terms, name, error) == -1)
			return -1;
		if (is_listed_before(list, list + (name - copy), name))
			return error_set(error, ERROR_USAGE,
			    "%s stands twice in the list of %s", name,
			    terms->mechanisms);
	}
	return 0;
}

static bool
lists_gssapi(const char *list)
{
	return is_listed_before(list, list + strlen(list), "GSSAPI");
}

/* A keytab is for one mechanism, and in the place of a password. */
static int
validate_keytab(struct config_login *login, struct error *error)
{
	if (login->keytab == NULL)
		return 0;
	if (login->user == NULL)
		return error_set(error, ERROR_USAGE,
		    "--keytab needs the principal that it is for: -U "
		    "PRINCIPAL");
	if (config_has_secret(login))
		return error_set(error, ERROR_USAGE,
		    "--keytab stands in the place of a password: give one of "
		    "both");
	if (login->mechanisms == NULL)
		login->mechanisms = "GSSAPI";
	if (!lists_gssapi(login->mechanisms))
		return error_set(
		    error, ERROR_USAGE, "--keytab is for -A GSSAPI");
	return 0;
}

static bool
is_name_valid(const char *name)
{
	return name == NULL || (name[0] != '\0' && !text_has_control(name) &&
				   strlen(name) <= USER_LIMIT);
}

int
validate_login_terms(const struct login_terms *terms, const char **mechanisms,
    struct error *error)
{
	const struct config_login *login = terms->login;

	if (!is_name_valid(login->user))
		return error_set(error, ERROR_USAGE,
		    "%.*s: the user's name is empty, too long or "
		    "has control characters in it",
		    (int)strcspn(terms->user, " "), terms->user);
	if (!is_name_valid(login->authzid))
		return error_set(error, ERROR_USAGE,
		    "--authzid: the identity is empty, too long "
		    "or has control characters in it");
	if (*mechanisms != NULL && text_same(*mechanisms, "auto"))
		*mechanisms = NULL;
	if (*mechanisms == NULL && login->source.kind == SECRET_OAUTH)
		*mechanisms = "XOAUTH2";
	if (*mechanisms != NULL)
		return check_mechanisms(terms, *mechanisms, error);
	/* The client certificate suffices for EXTERNAL (RFC 4422 A). */
	if (terms->tls->client_certificate != NULL &&
	    terms->tls->mode != TLS_NONE)
		return 0;
	if (login->user == NULL)
		return error_set(error, ERROR_USAGE, "%s needs a user: %s",
		    terms->what, terms->user);
	if (!config_has_secret(login))
		return error_set(error, ERROR_USAGE, "%s needs a password: %s",
		    terms->what, terms->password);
	return 0;
}

/* Without a login of its own the SMTP session leaves the password to the
 * mailbox. */
static bool
is_for_mailbox(const struct options *options)
{
	return options->mailbox != NULL &&
	       !secret_options_given(&options->mailbox_password);
}

int
validate_login(struct options *options, struct error *error)
{
	struct config *config = options->config;
	const struct login_terms terms = {
		.login = &config->login,
		.tls = &config->tls,
		.what = "AUTH",
		.mechanisms = "-A",
		.user = "-U USER",
		.password = "--password-file, --password-env or -P",
	};

	config->steps.login =
	    config->login.user != NULL || config->login.mechanisms != NULL;
	if (!config->steps.login && config_has_secret(&config->login) &&
	    !is_for_mailbox(options))
		return error_set(
		    error, ERROR_USAGE, "a password without a user: -U USER");
	if (!config->steps.login && config->login.keytab != NULL)
		return validate_keytab(&config->login, error);
	if (!config->steps.login && config->steps.auth_each)
		return error_set(
		    error, ERROR_USAGE, "--auth-each needs a user: -U USER");
	if (!config->steps.login)
		return 0;
	if (config->login.source.kind == SECRET_OAUTH)
		token_source_set_user(
		    config->login.source.tokens, config->login.user);
	if (validate_keytab(&config->login, error) == -1)
		return -1;
	if (config->target.host_is_path && config->login.mechanisms != NULL &&
	    lists_gssapi(config->login.mechanisms))
		return error_set(error, ERROR_USAGE,
		    "AUTH GSSAPI needs the name of the server, not a socket");
	return validate_login_terms(&terms, &config->login.mechanisms, error);
}
