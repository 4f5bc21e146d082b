#ifndef STREAM_TLS_H
#define STREAM_TLS_H

#include <stdint.h>

#include "deadline.h"
#include "error.h"
#include "stream.h"
#include "tls_facts.h"

struct ssl_st; /* OpenSSL's SSL */

/* A stream around a session of OpenSSL: tls_connect() makes and configures the
 * session.  A struct stream * below is one that stream_tls() made. */

/* The stream around a session whose handshake has not begun.  It owns the
 * session.  NULL: OpenSSL cannot make it, and has freed the session. */
struct stream *stream_tls(struct stream *below, struct ssl_st *);
int stream_tls_handshake(struct stream *, struct deadline, struct error *);

/* The session; it belongs to the stream. */
struct ssl_st *stream_tls_session(struct stream *);

/* How the server has answered the ClientHello. */
enum tls_refusal stream_tls_refusal(struct stream *);

/* Was the ClientHello answered by a line of text whose end has not arrived? */
bool stream_tls_is_cut(struct stream *);

/* Bytes of TLS that the stream has read from the one below it, and written. */
void stream_tls_count(struct stream *, uintmax_t *in, uintmax_t *out);

/* Frees the stream but not the one below it. */
void stream_tls_abandon(struct stream *);

#endif
