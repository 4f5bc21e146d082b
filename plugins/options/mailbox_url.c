/* Reads the URL of a mailbox. */
#include "mailbox_url.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "host_names.h"
#include "text.h"

/* The most bytes of a folder's name. */
#define FOLDER_LIMIT 1000

static const struct scheme {
	const char *name;
	enum mailbox_protocol protocol;
	bool implicit_tls;
	unsigned int port;
} schemes[] = {
	{ "imaps", MAILBOX_IMAP, true, 993 },
	{ "imap", MAILBOX_IMAP, false, 143 },
	{ "pop3s", MAILBOX_POP3, true, 995 },
	{ "pop3", MAILBOX_POP3, false, 110 },
};

/* Returns what is behind "scheme://".  NULL: error set. */
static char *
take_scheme(struct mailbox_url *url, char *text, struct error *error)
{
	char *colon = strstr(text, "://");

	for (size_t i = 0;
	     colon != NULL && i < sizeof(schemes) / sizeof(schemes[0]); i++) {
		const struct scheme *scheme = &schemes[i];

		if (strlen(scheme->name) != (size_t)(colon - text) ||
		    !text_starts(text, (size_t)(colon - text), scheme->name))
			continue;
		url->protocol = scheme->protocol;
		url->implicit_tls = scheme->implicit_tls;
		url->port = scheme->port;
		return colon + 3;
	}
	(void)error_set(error, ERROR_USAGE,
	    "imaps://HOST/FOLDER is wanted, or imap://, pop3s://, pop3://");
	return NULL;
}

static int
take_port(struct mailbox_url *url, const char *text, struct error *error)
{
	size_t digits = strspn(text, "0123456789");
	unsigned long port = strtoul(text, NULL, 10);

	if (digits == 0 || digits > 5 || text[digits] != '\0' || port < 1 ||
	    port > 65535)
		return error_set(error, ERROR_USAGE,
		    "a port from 1 to 65535 is wanted behind the host");
	url->port = (unsigned int)port;
	return 0;
}

/* "host", "host:port", "[v6]" or "[v6]:port" (RFC 3986 3.2). */
static int
take_authority(struct mailbox_url *url, char *text, struct error *error)
{
	char *port = strchr(text, ':');
	bool literal = text[0] == '[';
	struct address ignored;

	if (strchr(text, '@') != NULL)
		return error_set(error, ERROR_USAGE,
		    "no user and no password belong in the URL "
		    "(--mailbox-user, --mailbox-password-file)");
	if (literal) {
		port = strchr(text, ']');
		if (port == NULL || (port[1] != '\0' && port[1] != ':'))
			return error_set(error, ERROR_USAGE,
			    "an IPv6 address stands in brackets, as in "
			    "imaps://[2001:db8::1]:993");
		*port++ = '\0';
		text++;
	}
	if (port != NULL && *port == ':') {
		*port++ = '\0';
		if (take_port(url, port, error) == -1)
			return -1;
	}
	url->host = text;
	if (literal
		? !address_numeric(&ignored, text, 0, AF_INET6)
		: !host_name_valid(text) || strpbrk(text, ":[]%\\?#") != NULL)
		return error_set(
		    error, ERROR_USAGE, "the URL has no valid host name");
	return 0;
}

static int
hex_digit(char c)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";
	const char *at = c == '\0' ? NULL : strchr(digits, c);

	return at == NULL ? -1 : (int)((at - digits) % 16);
}

/* Undoes %41 in place.  -1: a "%" without two digits, or a NUL. */
static int
undo_percent(char *text)
{
	char *to = text;

	for (; *text != '\0'; text++) {
		int high, low;

		if (*text != '%') {
			*to++ = *text;
			continue;
		}
		high = hex_digit(text[1]);
		low = high == -1 ? -1 : hex_digit(text[2]);
		if (low == -1 || high * 16 + low == 0)
			return -1;
		*to++ = (char)(high * 16 + low);
		text += 2;
	}
	*to = '\0';
	return 0;
}

static bool
is_utf8(const char *text)
{
	size_t left = strlen(text), n;
	uint32_t ignored;

	for (; left > 0; text += n, left -= n) {
		n = text_character(text, left, &ignored);
		if (n == 0)
			return false;
	}
	return true;
}

/* What may stand unencoded is what RFC 5092 allows (bchar). */
static int
take_folder(struct mailbox_url *url, char *text, struct error *error)
{
	static const char plain[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	    "-._~!$'()*+,&=:@/%";

	if (text[0] == '\0')
		return 0;
	if (url->protocol == MAILBOX_POP3)
		return error_set(error, ERROR_USAGE,
		    "POP3 has no folders: end the URL "
		    "behind the host and its port");
	if (text[strspn(text, plain)] != '\0')
		return error_set(error, ERROR_USAGE,
		    "in the folder, letters that are not ASCII, blanks and "
		    "most signs are written as %%20 (percent-encoded UTF-8)");
	if (undo_percent(text) == -1 || text_has_control(text) ||
	    !is_utf8(text) || strlen(text) > FOLDER_LIMIT)
		return error_set(error, ERROR_USAGE,
		    "the folder is too long, or is no percent-encoded UTF-8 "
		    "without control characters");
	url->folder = text;
	return 0;
}

int
mailbox_url_parse(struct mailbox_url *url, char *text, struct error *error)
{
	char *authority, *folder;

	*url = (struct mailbox_url){ .folder = NULL };
	authority = take_scheme(url, text, error);
	if (authority == NULL)
		return -1;
	folder = authority + strcspn(authority, "/");
	if (*folder != '\0')
		*folder++ = '\0';
	if (take_authority(url, authority, error) == -1)
		return -1;
	return take_folder(url, folder, error);
}
