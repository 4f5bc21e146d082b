#ifndef SERVICE_H
#define SERVICE_H

#include <stdbool.h>
#include <stddef.h>

/* Services other than SMTP that a port may have. */

/* The service whose answer begins like this, "an IMAP server (143, over TLS
 * 993)".  NULL: it is unknown. */
const char *service_that_says(const char *bytes, size_t len);

/* The protocol that by convention has this port, "IMAP"; *over_tls becomes
 * whether it has TLS from the first byte there.  NULL: it is unknown, or plain
 * SMTP. */
const char *service_of_port(unsigned int port, bool *over_tls);

#endif
