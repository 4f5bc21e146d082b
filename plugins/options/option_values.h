#ifndef OPTION_VALUES_H
#define OPTION_VALUES_H

#include <stdbool.h>

#include "config.h"
#include "error.h"

/* The command line as it was given: what it means for the config is settled by
 * options_settle(), when all of it is known. */
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

/* Each takes the value of one option.  -1: error set, ERROR_USAGE. */
int option_verbose(struct options *, char *, struct error *);
int option_proxy(struct options *, char *, struct error *);
int option_output_format(struct options *, char *, struct error *);
int option_certificate(struct options *, char *, struct error *);
int option_verify_name(struct options *, char *, struct error *);
int option_pin(struct options *, char *, struct error *);
int option_recipient(struct options *, char *, struct error *);
int option_sender(struct options *, char *, struct error *);
int option_header(struct options *, char *, struct error *);
int option_command(struct options *, char *, struct error *);
int option_password(struct options *, char *, struct error *);
int option_response(struct options *, char *, struct error *);
int option_refuse(struct options *, char *, struct error *);
int option_require(struct options *, char *, struct error *);
int option_forbid(struct options *, char *, struct error *);
int option_warning(struct options *, char *, struct error *);
int option_critical(struct options *, char *, struct error *);
int option_on_failure(struct options *, char *, struct error *);
int option_timeout(struct options *, char *, struct error *);
int option_extra_opts(struct options *, char *, struct error *);
int option_server_name(struct options *, char *, struct error *);
int option_tls_min(struct options *, char *, struct error *);
int option_tls_max(struct options *, char *, struct error *);

/* Bytes of a value that is taken apart, with its NUL. */
#define OPTION_SIZE 1024

/* A copy to take apart.  -1: too long, error set. */
int option_copy(char copy[OPTION_SIZE], const char *value, struct error *);

/* The login's part of options_settle(). */
int options_settle_login(struct options *, struct error *);

/* Fills in what follows from the whole, and refuses contradictions. */
int options_settle(struct options *, struct error *);

#endif
