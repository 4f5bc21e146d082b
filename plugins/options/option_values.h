#ifndef OPTION_VALUES_H
#define OPTION_VALUES_H

#include "error.h"
#include "options_given.h"

/* Each applies the value of one option.  -1: error set, ERROR_USAGE. */
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

/* Bytes of a value that is taken apart, with its NUL. */
#define OPTION_SIZE 1024

/* A copy to take apart.  -1: too long, error set. */
int option_copy(char copy[OPTION_SIZE], const char *value, struct error *);

#endif
