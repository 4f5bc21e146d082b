#ifndef SERVICE_H
#define SERVICE_H

#include <stddef.h>

/* Services other than SMTP that a port may have. */

/* The service whose answer begins like this, "an IMAP server (143, over TLS
 * 993)".  NULL: it is unknown. */
const char *service_that_says(const char *bytes, size_t len);

/* The protocol that by convention has TLS from the first byte on this port,
 * "SMTP".  NULL: it is unknown. */
const char *service_over_tls(unsigned int port);

#endif
