#ifndef WEB_H
#define WEB_H

#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "deadline.h"
#include "error.h"
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
	size_t limit;                /* bytes of the answer's body */
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

/* Sends the request by libcurl, which is loaded here, and waits for the whole
 * answer.  The server's certificate and name are verified, TLS 1.2 is the
 * minimum, and a redirect is an answer like any other.
 *
 * 0: there is an answer, whatever its status.  -1: error set:
 * - ERROR_USAGE: there is no libcurl, or the URL or ca_file is wrong;
 * - ERROR_RESOLVE: the name of the server or of the proxy has no address;
 * - ERROR_CONNECT, ERROR_CLOSED, ERROR_TIMEOUT;
 * - ERROR_TLS, ERROR_CERTIFICATE;
 * - ERROR_PROTOCOL: not HTTP, or the body is longer than the limit.
 * A name lookup that hangs is left behind when the deadline passes.  Call
 * web_answer_free() in both cases; the answer need not be initialised. */
int web_request(const struct web_request *, struct deadline,
    struct web_answer *, struct error *);

/* Wipes and frees the body; the struct itself stays with the caller. */
void web_answer_free(struct web_answer *);

#endif
