/* Checks what is asked of many targets, and from where. */
#include "validate_targets.h"

#include <string.h>

int
validate_source(struct config *config, struct error *error)
{
	struct address source;
	const char *text = config->target.source;
	int family;

	if (text == NULL)
		return 0;
	if (!address_numeric(&source, text, 0, AF_UNSPEC))
		return error_set(error, ERROR_USAGE,
		    "--source wants a numeric address, not %s", text);
	family = source.socket.ss_family;
	if (config->target.family != AF_UNSPEC &&
	    config->target.family != family)
		return error_set(error, ERROR_USAGE,
		    "--source: %s is not an IPv%d address", text,
		    family == AF_INET ? 6 : 4);
	config->target.family = family;
	return 0;
}

/* A mail server on the Internet speaks SMTP, on port 25, and is found by its
 * name. */
static int
validate_mx(const struct options *options, struct error *error)
{
	const struct config *config = options->config;

	if (!config->target.mx)
		return 0;
	if (!config->target.host_is_name)
		return error_set(error, ERROR_USAGE,
		    "--mx wants the name of a mail domain, not %s",
		    config->target.host);
	if (config->target.address != NULL)
		return error_set(
		    error, ERROR_USAGE, "--mx and -I exclude each other");
	if (config->target.lmtp)
		return error_set(
		    error, ERROR_USAGE, "--mx and -L exclude each other");
	if (config->tls.mode == TLS_IMPLICIT && options->port == NULL)
		return error_set(error, ERROR_USAGE,
		    "--mx with -s needs -p: no mail server has TLS from the "
		    "first byte on port 25");
	return 0;
}

int
validate_targets(const struct options *options, struct error *error)
{
	const struct config *config = options->config;

	if (config->target.source != NULL && config->target.host_is_path)
		return error_set(error, ERROR_USAGE,
		    "--source and a socket's path exclude each other");
	if (config->target.all_addresses && config->target.address != NULL)
		return error_set(error, ERROR_USAGE,
		    "--all-addresses and -I exclude each other");
	if (config->target.all_addresses && config->target.host_is_path)
		return error_set(error, ERROR_USAGE,
		    "--all-addresses and a socket's path exclude each other");
	if (config->judgement.quorum > 0 && !config->target.mx &&
	    !config->target.all_addresses)
		return error_set(error, ERROR_USAGE,
		    "--quorum needs --mx or --all-addresses");
	if (config->steps.mta_sts && !config->target.mx)
		return error_set(error, ERROR_USAGE,
		    "--mta-sts needs --mx: a policy is that of a mail domain");
	if (config->steps.mta_sts && options->no_verify)
		return error_set(error, ERROR_USAGE,
		    "--mta-sts and --no-verify exclude each other");
	return validate_mx(options, error);
}
