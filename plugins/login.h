#ifndef LOGIN_H
#define LOGIN_H

#include "sasl.h"
#include "session.h"

/* Could this mechanism log in where this session has been: does the server
 * offer it, is it among the user's, have we the means, and is it safe? */
bool login_possible(const struct session *, const struct sasl_mechanism *);

#endif
