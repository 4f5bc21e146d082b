/* Checks that the options fit together, and completes the config. */
#include "options_validate.h"

#include <netdb.h>
#include <netinet/in.h>
#include <regex.h>
#include <string.h>

#include "host_names.h"
#include "text.h"
#include "validate_files.h"
#include "validate_login.h"
#include "validate_mailbox.h"
#include "validate_targets.h"

static int
validate_family(struct options *options, struct error *error)
{
	if (options->ipv4 && options->ipv6)
		return error_set(
		    error, ERROR_USAGE, "-4 and -6 exclude each other");
	options->config->target.family = AF_UNSPEC;
	if (options->ipv4)
		options->config->target.family = AF_INET;
	if (options->ipv6)
		options->config->target.family = AF_INET6;
	return 0;
}

static int
validate_host(struct options *options, struct error *error)
{
	struct config *config = options->config;
	bool numeric = false;

	if (options->host == NULL || options->host[0] == '\0')
		return error_set(error, ERROR_USAGE,
		    "a host is wanted: -H HOST (see --help)");
	config->target.host = host_strip_brackets(options->host);
	config->target.host_is_path = config->target.host[0] == '/';
	if (config->target.host_is_path) {
		struct address path;

		if (options->address != NULL)
			return error_set(error, ERROR_USAGE,
			    "-I and a socket's path exclude "
			    "each other");
		return address_unix(&path, config->target.host, error);
	}
	if (!host_name_valid(config->target.host))
		return error_set(error, ERROR_USAGE, "not a host name: %s",
		    config->target.host);
	if (host_check_numeric(config->target.host,
		options->address == NULL ? config->target.family : AF_UNSPEC,
		&numeric, error) == -1)
		return -1;
	/* A URL or HOST:PORT is a mistake: do not ask the DNS for it. */
	if (!numeric && strpbrk(config->target.host, ":/[]") != NULL)
		return error_set(error, ERROR_USAGE,
		    "not a host name: %s (-p gives the port)",
		    config->target.host);
	config->target.host_is_name = !numeric;
	if (options->address == NULL)
		return 0;
	config->target.address = host_strip_brackets(options->address);
	if (host_check_numeric(config->target.address, config->target.family,
		&numeric, error) == -1)
		return -1;
	if (!numeric)
		return error_set(error, ERROR_USAGE,
		    "-I wants a numeric address, not %s",
		    config->target.address);
	return 0;
}

static int
validate_port(struct options *options, struct error *error)
{
	struct config *config = options->config;
	const struct servent *service;
	double number;

	config->target.port = config->target.lmtp ? 24 : 25;
	if (config->tls.mode == TLS_IMPLICIT && !config->target.lmtp)
		config->target.port = 465;
	if (options->port == NULL)
		return 0;
	if (text_number(options->port, &number) == 0) {
		if (number < 1 || number > 65535 ||
		    strchr(options->port, '.') != NULL)
			return error_set(error, ERROR_USAGE, "not a port: %s",
			    options->port);
		config->target.port = (unsigned int)number;
		return 0;
	}
	/* The program has one thread here.  NOLINTNEXTLINE */
	service = getservbyname(options->port, "tcp");
	if (service == NULL)
		return error_set(error, ERROR_USAGE,
		    "neither a port nor a service: %s", options->port);
	config->target.port = ntohs((in_port_t)service->s_port);
	return 0;
}

/* SNI has the name without a dot at the end (RFC 6066 3).  The lookup keeps the
 * dot, which turns off the search list of the resolver. */
static const char *
host_without_dot(struct config *config)
{
	size_t len = strlen(config->target.host);

	if (config->target.host[len - 1] != '.')
		return config->target.host;
	return config_keep(config, config->target.host, len - 1);
}

static int
validate_versions(const struct tls_policy *policy, struct error *error)
{
	if (policy->max == TLS_ANY)
		return 0;
	if (policy->min > policy->max)
		return error_set(
		    error, ERROR_USAGE, "--tls-min is higher than --tls-max");
	if (policy->min == TLS_ANY && policy->max < TLS_1_2)
		return error_set(error, ERROR_USAGE,
		    "--tls-max: the lowest version is 1.2 "
		    "unless --tls-min says otherwise");
	return 0;
}

static int
validate_tls(struct options *options, struct error *error)
{
	struct config *config = options->config;

	if (options->starttls && options->implicit_tls)
		return error_set(
		    error, ERROR_USAGE, "-s and -S exclude each other");
	if (options->server_name != NULL && options->no_server_name)
		return error_set(error, ERROR_USAGE,
		    "--sni and --no-sni exclude each other");
	config->tls.mode = TLS_NONE;
	if (options->implicit_tls)
		config->tls.mode = TLS_IMPLICIT;
	else if (options->starttls || options->certificate ||
		 config->steps.mta_sts)
		config->tls.mode = TLS_STARTTLS;
	config->tls.own_validity = options->certificate;
	if (config->tls.client_key != NULL &&
	    config->tls.client_certificate == NULL)
		return error_set(
		    error, ERROR_USAGE, "--client-key needs --client-cert");
	if (config->tls.mode != TLS_NONE)
		return 0;
	if (options->needs_own_tls != NULL)
		return error_set(error, ERROR_USAGE, "--%s needs TLS: -S or -s",
		    options->needs_own_tls);
	if (options->needs_tls != NULL && options->mailbox == NULL)
		return error_set(error, ERROR_USAGE, "--%s needs TLS: -S or -s",
		    options->needs_tls);
	return 0;
}

/* The name that SNI sends, and the name that the certificate must have. */
static int
validate_names(struct options *options, struct error *error)
{
	struct config *config = options->config;

	config->tls.verify = !options->no_verify;
	config->tls.own_server_name = options->server_name != NULL;
	config->tls.own_verify_name = config->tls.verify_name != NULL;
	if (options->server_name != NULL)
		config->tls.server_name = options->server_name;
	else if (!options->no_server_name && config->target.host_is_name)
		config->tls.server_name = host_without_dot(config);
	if (config->tls.verify_name != NULL) {
		if (!host_name_valid(config->tls.verify_name))
			return error_set(error, ERROR_USAGE,
			    "--verify-name: not a host name");
	} else if (!config->target.host_is_path)
		config->tls.verify_name = host_without_dot(config);
	if (config->tls.mode != TLS_NONE && config->tls.verify &&
	    config->tls.verify_name == NULL)
		return error_set(error, ERROR_USAGE,
		    "TLS over a unix socket needs --verify-name "
		    "or --no-verify");
	return 0;
}

/* TLSA records are found by the name of the server (RFC 7672 2.2). */
static int
validate_dane(const struct options *options, struct error *error)
{
	const struct config *config = options->config;

	if (!config->tls.dane)
		return 0;
	if (!config->target.host_is_name)
		return error_set(error, ERROR_USAGE,
		    "--dane needs the name of the server: -H "
		    "NAME; -I may give the address");
	if (options->no_verify)
		return error_set(error, ERROR_USAGE,
		    "--dane and --no-verify exclude each other");
	return 0;
}

/* Under TLS no server offers STARTTLS (RFC 3207 4.2), so who requires it would
 * never see an OK. */
static int
validate_offers(const struct options *options, struct error *error)
{
	const struct config *config = options->config;

	for (size_t i = 0; i < config->judgement.offer_count; i++) {
		const struct offer *offer = &config->judgement.offers[i];

		if (offer->forbidden || !text_same(offer->keyword, "STARTTLS"))
			continue;
		if (config->tls.mode == TLS_STARTTLS)
			return error_set(error, ERROR_USAGE,
			    "--require STARTTLS: with -S the check fails "
			    "anyway where STARTTLS is not offered");
		if (config->tls.mode == TLS_IMPLICIT)
			return error_set(error, ERROR_USAGE,
			    "--require STARTTLS: no server offers STARTTLS "
			    "after TLS has begun (-s)");
	}
	return 0;
}

static int
validate_message(struct options *options, struct error *error)
{
	struct config *config = options->config;

	if (config->steps.to_count > 0)
		config->steps.has_sender = true;
	if (config->steps.has_sender && config->steps.from == NULL)
		config->steps.from = "";
	if (config->steps.send && config->steps.to_count == 0)
		return error_set(error, ERROR_USAGE,
		    "--%s needs a recipient: --to ADDR",
		    options->mailbox != NULL ? "mailbox" : "send");
	if (!config->steps.send &&
	    (config->steps.subject != NULL || config->steps.header_count > 0 ||
		config->steps.body_file != NULL))
		return error_set(error, ERROR_USAGE,
		    "--subject, --header and --body-file need "
		    "--send");
	config->steps.own_subject = config->steps.subject != NULL;
	if (config->steps.subject == NULL)
		config->steps.subject = "check_smtp_auth test message";
	if (text_has_control(config->steps.subject) ||
	    strlen(config->steps.subject) > 900)
		return error_set(error, ERROR_USAGE,
		    "--subject: too long, or control "
		    "characters in it");
	if (config->target.fqdn != NULL &&
	    !host_word_valid(config->target.fqdn))
		return error_set(error, ERROR_USAGE,
		    "--fqdn: a name without blanks is wanted");
	/* Some templates cannot leave out -e, and give an empty value. */
	if (config->judgement.expect != NULL &&
	    config->judgement.expect[0] == '\0')
		config->judgement.expect = NULL;
	return 0;
}

static int
validate_commands(struct options *options, struct error *error)
{
	const struct config *config = options->config;
	regex_t compiled;
	char why[128];

	for (size_t i = 0; i < config->steps.command_count; i++) {
		const char *pattern = config->steps.commands[i].pattern;
		int rc = 0;

		if (pattern != NULL)
			rc = regcomp(
			    &compiled, pattern, REG_EXTENDED | REG_NEWLINE);
		if (rc != 0) {
			(void)regerror(rc, &compiled, why, sizeof(why));
			return error_set(error, ERROR_USAGE,
			    "-R: not a regular expression: %s: %s", pattern,
			    why);
		}
		if (pattern != NULL)
			regfree(&compiled);
	}
	return 0;
}

int
options_validate(struct options *options, struct error *error)
{
	if (validate_family(options, error) == -1 ||
	    validate_source(options->config, error) == -1 ||
	    validate_host(options, error) == -1 ||
	    validate_tls(options, error) == -1 ||
	    validate_targets(options, error) == -1 ||
	    validate_versions(&options->config->tls.policy, error) == -1 ||
	    validate_names(options, error) == -1 ||
	    validate_dane(options, error) == -1 ||
	    validate_offers(options, error) == -1 ||
	    validate_port(options, error) == -1 ||
	    validate_login(options, error) == -1 ||
	    validate_message(options, error) == -1 ||
	    validate_files(options->config, error) == -1 ||
	    validate_commands(options, error) == -1 ||
	    validate_mailbox(options, error) == -1)
		return -1;
	return 0;
}
