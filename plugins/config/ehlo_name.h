#ifndef EHLO_NAME_H
#define EHLO_NAME_H

#include "config.h"

/* Bytes of a host's name, with the NUL. */
#define EHLO_NAME_SIZE 256

/* Chooses the name for EHLO: -F, "localhost" over a unix socket, or else this
 * host's own fully qualified name, which it writes into host.  NULL: there is
 * no such name, so EHLO must give an address literal (RFC 5321 4.1.3). */
const char *ehlo_name_choose(const struct config *, char host[EHLO_NAME_SIZE]);

#endif
