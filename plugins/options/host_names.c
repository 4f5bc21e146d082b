/* Names and addresses as the user types them. */
#include "host_names.h"

#include <string.h>

#include "text.h"

/* The longest name of the DNS, in bytes (RFC 1035 2.3.4). */
#define NAME_LIMIT 255

bool
host_word_valid(const char *text)
{
	return text[0] != '\0' && strlen(text) <= NAME_LIMIT &&
	       !text_has_control(text) && strchr(text, ' ') == NULL;
}

bool
host_name_valid(const char *text)
{
	return host_word_valid(text) && text[0] != '.';
}

int
host_check_numeric(
    const char *text, int family, bool *numeric, struct error *error)
{
	struct address ignored;

	*numeric = address_numeric(&ignored, text, 0, AF_UNSPEC);
	if (*numeric && !address_numeric(&ignored, text, 0, family))
		return error_set(error, ERROR_USAGE,
		    "%s is not an IPv%d address", text,
		    family == AF_INET ? 4 : 6);
	return 0;
}

char *
host_strip_brackets(char *host)
{
	size_t len = strlen(host);

	if (len < 2 || host[0] != '[' || host[len - 1] != ']')
		return host;
	host[len - 1] = '\0';
	return host + 1;
}
