#ifndef TLS_FIRST_H
#define TLS_FIRST_H

#include <stdbool.h>
#include <stddef.h>

#include "error.h"

/* The first bytes of a peer that should speak TLS: they tell what it is, if it
 * does not. */
#define TLS_FIRST_SIZE 200

/* The first byte of an alert (RFC 8446 5.1). */
#define TLS_FIRST_ALERT 0x15

struct tls_first {
	char bytes[TLS_FIRST_SIZE];
	size_t len;
};

/* Appends what there is room for. */
void tls_first_keep(struct tls_first *, const char *, size_t);

/* Can this be TLS (an alert or a handshake)?  Yes, too, if it is too short. */
bool tls_first_is_tls(const struct tls_first *);

/* Is this a text? */
bool tls_first_is_text(const struct tls_first *);

/* Has the end of the text's first line not arrived? */
bool tls_first_is_cut(const struct tls_first *);

/* Sets the error for an answer in plain text, ERROR_TLS: it names the service
 * that answers so.  Returns -1. */
int tls_first_fail_text(const struct tls_first *, struct error *);

#endif
