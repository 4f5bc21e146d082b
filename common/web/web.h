#ifndef WEB_H
#define WEB_H

#include "deadline.h"
#include "error.h"
#include "web_exchange.h"

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
