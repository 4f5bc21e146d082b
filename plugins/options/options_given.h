#ifndef OPTIONS_GIVEN_H
#define OPTIONS_GIVEN_H

#include <stdbool.h>
#include <stddef.h>

#include "config.h"

/* The options that each name a source of one secret; NULL: not given. */
struct secret_given {
	char *typed; /* the secret itself, in the argument list */
	char *file;
	char *environment;
	char *credential;
	char *command;
	char *oauth;
};

/* The options that cannot go straight into the config, because their meaning
 * depends on other options.  options_validate() fills in the config from them
 * when the whole command line is read.  All strings are borrowed, from argv or
 * from config->kept. */
struct options {
	struct config *config; /* borrowed; most options go there directly */
	struct secret_given password;
	struct secret_given mailbox_password;
	char *mailbox;             /* --mailbox; NULL: not given */
	char *mailbox_address;     /* perhaps with brackets, or NULL */
	const char *needs_mailbox; /* the first option that needs it, or NULL */
	char *host, *address;      /* -H and -I, perhaps with brackets */
	const char *port;          /* number or service; NULL: the default */
	const char *server_name;   /* --sni=NAME, or NULL */
	bool no_server_name;       /* --no-sni */
	/* The first option that needs TLS; the first for which that of the
	 * mailbox is not enough; or NULL. */
	const char *needs_tls, *needs_own_tls;
	bool starttls, implicit_tls; /* -S, -s */
	bool certificate;            /* -D */
	bool no_verify;              /* --no-verify */
	bool ipv4, ipv6;             /* -4, -6 */
	bool ignore_quit;            /* -q of check_smtp: has no effect */
	size_t response_count;       /* how many -R */
	bool help, version;
};

#endif
