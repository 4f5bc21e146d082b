#ifndef HOST_NAMES_H
#define HOST_NAMES_H

#include <stdbool.h>

#include "address.h"
#include "error.h"

/* Names and addresses as the user types them. */

/* Would this stay one word in a command line of SMTP, and fits it the DNS (RFC
 * 1035 2.3.4)? */
bool host_word_valid(const char *);

/* The same for the name of a host.  One with a leading dot is refused: OpenSSL
 * would accept a certificate for any name that ends like it. */
bool host_name_valid(const char *);

/* *numeric becomes true if the text is a numeric address.  -1: error set, it is
 * an address of another family than this one (AF_UNSPEC: any). */
int host_check_numeric(
    const char *text, int family, bool *numeric, struct error *);

/* Removes the brackets of "[2001:db8::1]" in place. */
char *host_strip_brackets(char *);

#endif
