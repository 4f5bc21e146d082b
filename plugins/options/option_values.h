#ifndef OPTION_VALUES_H
#define OPTION_VALUES_H

#include "error.h"
#include "options_given.h"

/* Each function parses the value of one option and puts it into the options or
 * their config, which keep pointers to the value.  -1: error set, ERROR_USAGE.
 */
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
int option_extra_opts(struct options *, char *, struct error *);
int option_server_name(struct options *, char *, struct error *);
int option_tls_min(struct options *, char *, struct error *);
int option_tls_max(struct options *, char *, struct error *);
int option_parallel(struct options *, char *, struct error *);
int option_quorum(struct options *, char *, struct error *);

/* Bytes of a value that is split into parts, with its NUL. */
#define OPTION_SIZE 1024

/* Copies a value, so that the caller may split the copy and the argument list
 * stays as it is.  -1: error set, ERROR_USAGE: the value is too long. */
int option_copy(char copy[OPTION_SIZE], const char *value, struct error *);

#endif
