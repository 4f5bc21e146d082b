#ifndef OPTIONS_GIVEN_H
#define OPTIONS_GIVEN_H

#include <stdbool.h>
#include <stddef.h>

#include "config.h"

/* The command line as it was given: what it means for the config is settled by
 * options_validate(), when all of it is known. */
struct options {
	struct config *config; /* borrowed: what goes there as it is */
	char *password;        /* each source of the password, or NULL */
	char *password_file;
	char *password_environment;
	char *password_credential;
	char *host, *address; /* with their brackets */
	const char *port;
	const char *server_name; /* --sni=NAME */
	bool no_server_name;
	bool starttls, implicit_tls;
	bool certificate; /* -D */
	bool no_verify;
	bool ipv4, ipv6;
	bool ignore_quit;
	size_t response_count; /* of -R */
	bool help, version;
};

#endif
