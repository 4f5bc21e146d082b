/* Checks the options about the mailbox, and completes them. */
#include "validate_mailbox.h"

#include <regex.h>
#include <stdio.h>
#include <string.h>

#include "host_names.h"
#include "mark.h"
#include "sasl.h"
#include "secret_options.h"
#include "text.h"
#include "validate_login.h"

/* -4 and -6 are for the names that are looked up. */
static int
complete_target(struct options *options, struct error *error)
{
	struct config *config = options->config;
	struct config_target *target = &config->mailbox.target;
	bool numeric = false;

	(void)host_check_numeric(target->host, AF_UNSPEC, &numeric, error);
	target->host_is_name = !numeric;
	target->family = config->target.family;
	target->source = config->target.source;
	if (options->mailbox_address == NULL)
		return 0;
	target->address = host_strip_brackets(options->mailbox_address);
	(void)host_check_numeric(target->address, AF_UNSPEC, &numeric, error);
	if (!numeric)
		return error_set(error, ERROR_USAGE,
		    "--mailbox-address wants a numeric address, not %s",
		    target->address);
	return 0;
}

/* SNI and certificates have a name without the dot at its end. */
static const char *
host_without_dot(struct config *config)
{
	const char *host = config->mailbox.target.host;
	size_t len = strlen(host);

	return host[len - 1] == '.' ? config_keep(config, host, len - 1) : host;
}

/* The trust and the versions are those of the SMTP session; what speaks of that
 * one server is not taken over. */
static int
complete_tls(struct config *config, struct error *error)
{
	struct config_tls *tls = &config->mailbox.tls;
	struct config_tls own = config->tls;

	own.mode = tls->mode;
	own.verify_name = tls->verify_name != NULL ? tls->verify_name
						   : host_without_dot(config);
	own.server_name = config->mailbox.target.host_is_name
			      ? host_without_dot(config)
			      : NULL;
	own.dane = false;
	own.pin_count = 0;
	own.require_ocsp = false;
	if (!host_name_valid(own.verify_name))
		return error_set(error, ERROR_USAGE,
		    "--mailbox-verify-name: not a host name");
	*tls = own;
	return 0;
}

/* Are all mechanisms of this list for access tokens or tickets? */
static bool
are_without_password(const char *list)
{
	size_t len;

	for (; list != NULL; list = list[len] == '\0' ? NULL : list + len + 1) {
		const struct sasl_mechanism *mechanism;
		char name[SASL_NAME_LIMIT + 1];

		len = strcspn(list, ",");
		(void)snprintf(name, sizeof(name), "%.*s", (int)len, list);
		mechanism = sasl_find(name);
		if (mechanism == NULL ||
		    (!mechanism->token &&
			(mechanism->needs & SASL_NEEDS_TICKET) == 0))
			return false;
	}
	return true;
}

/* What the user does not give is that of the login.  A token must not be sent
 * as if it were a password. */
static int
complete_login(struct options *options, struct error *error)
{
	struct config *config = options->config;
	struct config_login *login = &config->mailbox.login;
	const struct login_terms terms = {
		.login = login,
		.tls = &config->mailbox.tls,
		.what = "the mailbox",
		.mechanisms = "--mailbox-authtype",
		.user = "--mailbox-user USER",
		.password = "--mailbox-password-file or "
			    "--mailbox-password-env",
		.command =
		    config->mailbox.protocol == MAILBOX_POP3 ? "USER" : "LOGIN",
	};

	login->allow_cleartext = config->login.allow_cleartext;
	if (login->user == NULL)
		login->user = config->login.user;
	if (!secret_options_given(&options->mailbox_password)) {
		config->mailbox.shares_secret = true;
		login->password = config->login.password;
		login->source = config->login.source;
		login->keytab = config->login.keytab;
		if (login->mechanisms == NULL &&
		    config->login.mechanisms != NULL &&
		    are_without_password(config->login.mechanisms))
			login->mechanisms = config->login.mechanisms;
	}
	if (login->source.kind == SECRET_OAUTH &&
	    !config->mailbox.shares_secret)
		token_source_set_user(login->source.tokens, login->user);
	return validate_login_terms(&terms, &login->mechanisms, error);
}

static int
check_way(const struct config *config, bool within_given, struct error *error)
{
	const struct config_mailbox *mailbox = &config->mailbox;

	if (mailbox->previous && config_has_targets(config))
		return error_set(error, ERROR_USAGE,
		    "--round-trip previous cannot tell many targets apart");
	if (within_given && !mailbox->previous)
		return error_set(error, ERROR_USAGE,
		    "--arrived-within needs --round-trip previous");
	if (mailbox->junk != NULL && mailbox->protocol == MAILBOX_POP3)
		return error_set(error, ERROR_USAGE,
		    "--junk: POP3 has no folders, so use IMAP");
	return 0;
}

/* Does the user replace this field of the message? */
static bool
is_replaced(const struct config_steps *steps, const char *name)
{
	size_t len = strlen(name);

	for (size_t i = 0; i < steps->header_count; i++)
		if (text_starts(
			steps->headers[i], strlen(steps->headers[i]), name) &&
		    steps->headers[i][len] == ':')
			return true;
	return false;
}

/* The message must bear the mark somewhere. */
static int
check_marks(const struct config_steps *steps, struct error *error)
{
	if (is_replaced(steps, "X-Check-Smtp-Auth") &&
	    is_replaced(steps, "Message-ID") &&
	    (steps->own_subject || is_replaced(steps, "Subject")))
		return error_set(error, ERROR_USAGE,
		    "--mailbox: the options replace X-Check-Smtp-Auth, "
		    "Message-ID and Subject, so nothing marks the message");
	return 0;
}

static int
check_patterns(const struct config_mailbox *mailbox, struct error *error)
{
	regex_t compiled;
	char why[128];

	for (size_t i = 0; i < mailbox->arrived_count; i++) {
		int rc = regcomp(
		    &compiled, mailbox->arrived[i], REG_EXTENDED | REG_NOSUB);

		if (rc == 0) {
			regfree(&compiled);
			continue;
		}
		(void)regerror(rc, &compiled, why, sizeof(why));
		return error_set(error, ERROR_USAGE,
		    "--arrived-header: not a regular expression: %s: %s",
		    mailbox->arrived[i], why);
	}
	return 0;
}

/* The same command line has the same series, on whatever host it runs. */
static void
make_series(struct config *config)
{
	const struct config_steps *steps = &config->steps;
	struct mark_hash hash = MARK_HASH_INIT;
	char series[MARK_SERIES_SIZE], port[8];

	if (config->mailbox.series != NULL)
		return;
	(void)snprintf(port, sizeof(port), "%u", config->target.port);
	mark_hash_add(&hash, config->target.host);
	mark_hash_add(&hash, port);
	mark_hash_add(&hash, steps->from);
	for (size_t i = 0; i < steps->to_count; i++)
		mark_hash_add(&hash, steps->to[i]);
	mark_hash_print(&hash, series);
	config->mailbox.series = config_keep(config, series, strlen(series));
}

int
validate_mailbox(struct options *options, struct error *error)
{
	struct config *config = options->config;
	bool within_given = config->mailbox.arrived_within > 0;

	if (options->mailbox == NULL && options->needs_mailbox != NULL)
		return error_set(error, ERROR_USAGE,
		    "--%s needs a mailbox: --mailbox URL",
		    options->needs_mailbox);
	if (options->mailbox == NULL)
		return 0;
	if (config->mailbox.folder == NULL)
		config->mailbox.folder = "INBOX";
	if (complete_target(options, error) == -1 ||
	    complete_tls(config, error) == -1 ||
	    complete_login(options, error) == -1 ||
	    check_way(config, within_given, error) == -1 ||
	    check_marks(&config->steps, error) == -1 ||
	    check_patterns(&config->mailbox, error) == -1)
		return -1;
	if (!within_given)
		config->mailbox.arrived_within = CONFIG_ARRIVED_WITHIN;
	make_series(config);
	return 0;
}
