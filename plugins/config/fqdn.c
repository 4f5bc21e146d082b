#include "fqdn.h"

#include <stdbool.h>
#include <string.h>
#include <unistd.h>

/* Letters, digits, hyphens, and a dot inside. */
static bool
is_full_name(const char *name)
{
	size_t len = strlen(name);
	const char *dot = strchr(name, '.');

	return strspn(name,
		   "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
		   "0123456789-.") == len &&
	       dot != NULL && dot != name && name[len - 1] != '.';
}

const char *
fqdn_choose(const struct config *config, char host[FQDN_SIZE])
{
	if (config->target.fqdn != NULL)
		return config->target.fqdn;
	if (config->target.host_is_path)
		return "localhost";
	host[FQDN_SIZE - 1] = '\0';
	if (gethostname(host, FQDN_SIZE - 1) != 0 || !is_full_name(host))
		return NULL;
	return host;
}
