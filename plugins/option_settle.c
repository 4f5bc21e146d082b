#include <netdb.h>
#include <netinet/in.h>
#include <regex.h>

#include <stdio.h>
#include <string.h>

#include "body.h"
#include "memory.h"
#include "option_values.h"
#include "sasl.h"
#include "text.h"

/* RFC 1035 2.3.4. */
#define NAME_LIMIT 255
/* Longer than any address or distinguished name. */
#define USER_LIMIT 2000

static int
fail(struct error *error, const char *text)
{
	return error_set(error, ERROR_USAGE, "%s", text);
}

/* Would this be part of one word on the wire? */
static bool
is_word(const char *text)
{
	return text[0] != '\0' && strlen(text) <= NAME_LIMIT &&
	       !text_has_control(text) && strchr(text, ' ') == NULL;
}

static int
settle_family(struct options *options, struct error *error)
{
	if (options->ipv4 && options->ipv6)
		return fail(error, "-4 and -6 exclude each other");
	options->config.family = AF_UNSPEC;
	if (options->ipv4)
		options->config.family = AF_INET;
	if (options->ipv6)
		options->config.family = AF_INET6;
	return 0;
}

/* Numeric, and of the family that is asked for. */
static int
check_numeric(const char *text, int family, bool *numeric, struct error *error)
{
	struct address ignored;

	*numeric = address_numeric(&ignored, text, 0, AF_UNSPEC);
	if (*numeric && !address_numeric(&ignored, text, 0, family))
		return error_set(error, ERROR_USAGE,
		    "%s is not an IPv%d address", text,
		    family == AF_INET ? 4 : 6);
	return 0;
}

/* [v6] loses its brackets, in the argument list itself. */
static char *
strip_brackets(char *host)
{
	size_t len = strlen(host);

	if (len < 2 || host[0] != '[' || host[len - 1] != ']')
		return host;
	host[len - 1] = '\0';
	return host + 1;
}

static int
settle_host(struct options *options, struct error *error)
{
	struct config *config = &options->config;
	bool numeric = false;

	if (options->host == NULL || options->host[0] == '\0')
		return fail(error, "a host is wanted: -H HOST (see --help)");
	config->host = strip_brackets(options->host);
	config->host_is_path = config->host[0] == '/';
	if (config->host_is_path) {
		struct address path;

		if (options->address != NULL)
			return fail(error, "-I and a socket's path exclude "
					   "each other");
		return address_unix(&path, config->host, error);
	}
	if (!is_word(config->host) || strcmp(config->host, ".") == 0)
		return error_set(
		    error, ERROR_USAGE, "not a host name: %s", config->host);
	if (check_numeric(config->host,
		options->address == NULL ? config->family : AF_UNSPEC, &numeric,
		error) == -1)
		return -1;
	config->host_is_name = !numeric;
	if (options->address == NULL)
		return 0;
	config->address = strip_brackets(options->address);
	if (check_numeric(config->address, config->family, &numeric, error) ==
	    -1)
		return -1;
	if (!numeric)
		return error_set(error, ERROR_USAGE,
		    "-I wants a numeric address, not %s", config->address);
	return 0;
}

static int
settle_port(struct options *options, struct error *error)
{
	struct config *config = &options->config;
	const struct servent *service;
	double number;

	config->port = config->lmtp ? 24 : 25;
	if (config->tls == TLS_IMPLICIT && !config->lmtp)
		config->port = 465;
	if (options->port == NULL)
		return 0;
	if (text_number(options->port, &number) == 0) {
		if (number < 1 || number > 65535 ||
		    strchr(options->port, '.') != NULL)
			return error_set(error, ERROR_USAGE, "not a port: %s",
			    options->port);
		config->port = (unsigned int)number;
		return 0;
	}
	/* No other thread is there yet.  NOLINTNEXTLINE */
	service = getservbyname(options->port, "tcp");
	if (service == NULL)
		return error_set(error, ERROR_USAGE,
		    "neither a port nor a service: %s", options->port);
	config->port = ntohs((in_port_t)service->s_port);
	return 0;
}

/* RFC 6066 3: no dot at the end.  The copy lives as long as the program. */
static const char *
without_dot(const char *name)
{
	size_t len = strlen(name);
	char *copy;

	if (len < 2 || name[len - 1] != '.')
		return name;
	copy = memory_copy(name);
	copy[len - 1] = '\0';
	return copy;
}

static int
settle_tls(struct options *options, struct error *error)
{
	struct config *config = &options->config;

	if (options->starttls && options->implicit_tls)
		return fail(error, "-s and -S exclude each other");
	if (options->server_name != NULL && options->no_server_name)
		return fail(error, "--sni and --no-sni exclude each other");
	config->tls = TLS_NONE;
	if (options->implicit_tls)
		config->tls = TLS_IMPLICIT;
	else if (options->starttls || options->certificate)
		config->tls = TLS_STARTTLS;
	return 0;
}

/* Which name goes out, and which one must come back. */
static int
settle_names(struct options *options, struct error *error)
{
	struct config *config = &options->config;

	config->verify = !options->no_verify;
	if (options->server_name != NULL)
		config->server_name = options->server_name;
	else if (!options->no_server_name && config->host_is_name)
		config->server_name = without_dot(config->host);
	if (config->verify_name != NULL) {
		if (!is_word(config->verify_name))
			return fail(error, "--verify-name: not a host name");
	} else if (!config->host_is_path)
		config->verify_name = without_dot(config->host);
	if (config->tls != TLS_NONE && config->verify &&
	    config->verify_name == NULL)
		return fail(error, "TLS over a unix socket needs --verify-name "
				   "or --no-verify");
	return 0;
}

static int
check_mechanism(
    const struct config *config, const char *name, struct error *error)
{
	const struct sasl_mechanism *mechanism = sasl_find(name);

	if (text_same(name, "auto"))
		return fail(error, "auto stands alone, not in a list");
	if (mechanism == NULL)
		return error_set(error, ERROR_USAGE,
		    "the mechanism %s is not known (see --help)", name);
	if ((mechanism->needs & SASL_NEEDS_USER) != 0 && config->user == NULL)
		return error_set(error, ERROR_USAGE,
		    "AUTH %s needs a user: -U USER", mechanism->name);
	if ((mechanism->needs & SASL_NEEDS_PASSWORD) != 0 &&
	    config->password.len == 0)
		return error_set(error, ERROR_USAGE,
		    "AUTH %s needs a password: --password-file, "
		    "--password-env or -P",
		    mechanism->name);
	if ((mechanism->needs & SASL_NEEDS_CERTIFICATE) != 0 &&
	    (config->client_certificate == NULL || config->tls == TLS_NONE))
		return error_set(error, ERROR_USAGE,
		    "AUTH %s needs TLS (-S or -s) and --client-cert",
		    mechanism->name);
	if ((mechanism->needs & SASL_NEEDS_BINDING) != 0 &&
	    config->tls == TLS_NONE)
		return error_set(error, ERROR_USAGE,
		    "AUTH %s needs TLS: -S or -s", mechanism->name);
	return 0;
}

static bool
in_front(const char *list, const char *end, const char *word)
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
	char copy[NAME_LIMIT + 1], *rest = copy, *one;

	if (strlen(config->mechanisms) > NAME_LIMIT)
		return fail(error, "the list of -A is too long");
	(void)snprintf(copy, sizeof(copy), "%s", config->mechanisms);
	for (one = text_next(&rest, ','); one != NULL;
	     one = text_next(&rest, ',')) {
		if (check_mechanism(config, one, error) == -1)
			return -1;
		if (in_front(config->mechanisms,
			config->mechanisms + (one - copy), one))
			return error_set(error, ERROR_USAGE,
			    "%s stands twice in the list of -A", one);
	}
	return 0;
}

static int
settle_login(struct options *options, struct error *error)
{
	struct config *config = &options->config;

	config->login = config->user != NULL || config->mechanisms != NULL;
	if (!config->login && config->password.len > 0)
		return fail(error, "a password without a user: -U USER");
	if (!config->login && config->auth_each)
		return fail(error, "--auth-each needs a user: -U USER");
	if (!config->login)
		return 0;
	if (config->user != NULL &&
	    (config->user[0] == '\0' || text_has_control(config->user) ||
		strlen(config->user) > USER_LIMIT))
		return fail(error, "-U: the user's name is empty, too long or "
				   "has control characters in it");
	if (config->authzid != NULL &&
	    (config->authzid[0] == '\0' || text_has_control(config->authzid) ||
		strlen(config->authzid) > USER_LIMIT))
		return fail(error, "--authzid: the identity is empty, too long "
				   "or has control characters in it");
	if (config->client_key != NULL && config->client_certificate == NULL)
		return fail(error, "--client-key needs --client-cert");
	if (config->mechanisms != NULL && text_same(config->mechanisms, "auto"))
		config->mechanisms = NULL;
	if (config->mechanisms != NULL)
		return check_mechanisms(config, error);
	/* With a certificate of ours EXTERNAL may need nothing else. */
	if (config->client_certificate != NULL && config->tls != TLS_NONE)
		return 0;
	if (config->user == NULL)
		return fail(error, "AUTH needs a user: -U USER");
	if (config->password.len == 0)
		return fail(error, "AUTH needs a password: --password-file, "
				   "--password-env or -P");
	return 0;
}

static int
settle_message(struct options *options, struct error *error)
{
	struct config *config = &options->config;

	if (config->to_count > 0)
		config->has_sender = true;
	if (config->has_sender && config->from == NULL)
		config->from = "";
	if (config->send && config->to_count == 0)
		return fail(error, "--send needs a recipient: --to ADDR");
	if (!config->send &&
	    (config->subject != NULL || config->header_count > 0 ||
		config->body_file != NULL))
		return fail(error, "--subject, --header and --body-file need "
				   "--send");
	if (config->subject == NULL)
		config->subject = "check_smtp_auth test message";
	if (text_has_control(config->subject) || strlen(config->subject) > 900)
		return fail(error, "--subject: too long, or control "
				   "characters in it");
	if (config->fqdn != NULL && !is_word(config->fqdn))
		return fail(error, "--fqdn: a name without blanks is wanted");
	if (config->expect != NULL && config->expect[0] == '\0')
		return fail(error, "--expect: a text is wanted");
	return config->body_file == NULL ? 0 : body_measure(config, error);
}

static int
settle_commands(struct options *options, struct error *error)
{
	const struct config *config = &options->config;
	regex_t compiled;
	char why[128];

	for (size_t i = 0; i < config->command_count; i++) {
		const char *pattern = config->commands[i].pattern;
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
options_settle(struct options *options, struct error *error)
{
	if (settle_family(options, error) == -1 ||
	    settle_host(options, error) == -1 ||
	    settle_tls(options, error) == -1 ||
	    settle_names(options, error) == -1 ||
	    settle_port(options, error) == -1 ||
	    settle_login(options, error) == -1 ||
	    settle_message(options, error) == -1 ||
	    settle_commands(options, error) == -1)
		return -1;
	return 0;
}
