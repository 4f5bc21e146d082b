#ifndef SERVICE_H
#define SERVICE_H

#include <stddef.h>

/* What else than SMTP may be met on a port. */

/* What speaks like this, "an IMAP server (143, over TLS 993)".  NULL: nothing
 * that is known. */
const char *service_that_says(const char *bytes, size_t len);

/* What usually speaks TLS from the first byte on this port, "SMTP".  NULL:
 * nothing that is known. */
const char *service_over_tls(unsigned int port);

#endif
