#ifndef WEB_FAILURE_H
#define WEB_FAILURE_H

#include "error.h"

/* How a transfer ended. */
struct web_failure {
	int code;           /* of libcurl: CURLE_... */
	const char *reason; /* libcurl's words, or "" */
	const char *host;   /* whom the request is for, printable */
	int number;         /* errno of the connection, or 0 */
	int proxy_status;   /* what a proxy answered to CONNECT, or 0 */
};

/* Sets the error that this failure means.  Always returns -1. */
int web_failure_report(const struct web_failure *, struct error *);

#endif
