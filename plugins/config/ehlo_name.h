#ifndef EHLO_NAME_H
#define EHLO_NAME_H

#include "config.h"

#define EHLO_NAME_SIZE 256

/* The name to say in EHLO, as far as it does not depend on the connection: -F,
 * localhost over a unix socket, or this host's own if it is a full one (then it
 * is in host).  NULL: our own address must do. */
const char *ehlo_name_choose(const struct config *, char host[EHLO_NAME_SIZE]);

#endif
