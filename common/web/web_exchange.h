#ifndef WEB_EXCHANGE_H
#define WEB_EXCHANGE_H

#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "redact.h"

/* Bytes of a media type, with the NUL; a longer one is cut. */
#define WEB_TYPE_SIZE 80

/* One request by HTTPS (RFC 9110).  Strings are borrowed. */
struct web_request {
	const char *url;  /* only https:// is possible */
	const char *form; /* POST with this application/x-www-form-urlencoded
			   * body, which may hold secrets; NULL: GET */
	const char *user, *password; /* HTTP Basic (RFC 7617), or NULL */
	const char *accept;          /* "application/json", or NULL */
	const char *proxy;           /* NULL: as https_proxy and no_proxy say */
	/* PEM, and a hashed directory; both NULL: trust the system's store,
	 * which SSL_CERT_FILE and SSL_CERT_DIR may name. */
	const char *ca_file, *ca_path;
	const char *source; /* our end, numeric; NULL: the system's choice */
	size_t limit;       /* bytes of the answer's body */
	const char *needed_for;      /* "--oauth": who needs the library */
	const struct redact *redact; /* hides secrets in the error; or NULL */
};

/* What the server answered.  Only the type is printable. */
struct web_answer {
	int status;               /* of HTTP: 200 */
	char type[WEB_TYPE_SIZE]; /* "application/json", without parameters */
	int64_t date;             /* the server's clock: seconds since 1970;
				   * 0: it did not say */
	int64_t retry_after;      /* seconds that it asks to wait, or 0 */
	struct buf body;          /* secret; its limit is the request's */
};

#endif
