#ifndef SUMMARY_H
#define SUMMARY_H

#include "buf.h"
#include "config.h"
#include "facts.h"
#include "report.h"

/* Appends "mail.example.com:587", "[2001:db8::1]:25" or the path of a socket.
 */
void summary_put_target(const struct config_target *, struct buf *);

/* Reports what went well, the furthest step last. */
void summarise_success(const struct check_facts *, struct report *);

#endif
