#ifndef SUMMARY_H
#define SUMMARY_H

#include "buf.h"
#include "config.h"
#include "facts.h"
#include "report.h"

/* Appends "mail.example.com:587", "[2001:db8::1]:25" or the path of a socket.
 */
void summary_put_target(const struct config_target *, struct buf *);

/* Appends the name of the user who logs in, if there is one: printable, at most
 * USER_SHOWN characters, and hidden where it is the password. */
void summary_put_user(const struct config *, struct buf *);

/* Adds the finding of a successful check: one line that names the server, the
 * login, TLS, and the last step that the session did. */
void summarise_success(const struct check_facts *, struct report *);

#endif
