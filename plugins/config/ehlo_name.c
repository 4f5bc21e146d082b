/* The name that the plugin gives in EHLO. */
#include "ehlo_name.h"

#include <stdbool.h>
#include <string.h>
#include <unistd.h>

/* A fully qualified name has letters, digits, hyphens, and a dot inside. */
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
ehlo_name_choose(const struct config *config, char host[EHLO_NAME_SIZE])
{
	if (config->target.fqdn != NULL)
		return config->target.fqdn;
	if (config->target.host_is_path)
		return "localhost";
	host[EHLO_NAME_SIZE - 1] = '\0';
	if (gethostname(host, EHLO_NAME_SIZE - 1) != 0 || !is_full_name(host))
		return NULL;
	return host;
}
