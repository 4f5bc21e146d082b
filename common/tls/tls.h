#ifndef TLS_H
#define TLS_H

#include <stdbool.h>
#include <stdint.h>

#include "buf.h"
#include "deadline.h"
#include "error.h"
#include "stream.h"

struct ssl_st; /* OpenSSL's SSL */

/* From now on OpenSSL ends the program, as all of it, when there is no memory;
 * before its first other use. */
void tls_use_memory(void);

/* Sets OpenSSL up for what this program uses; before its first other use. */
void tls_initialise(void);

/* Name and version of the library that is in use. */
const char *tls_library(void);

/* As the protocol numbers them (RFC 8446 4.1.2). */
enum tls_version {
	TLS_ANY = 0,
	TLS_1_0 = 0x0301,
	TLS_1_1 = 0x0302,
	TLS_1_2 = 0x0303,
	TLS_1_3 = 0x0304,
};

/* What may be spoken; all zero: TLS 1.2 and up, with the ciphers of the library
 * or of the system's policy. */
struct tls_policy {
	enum tls_version min, max; /* TLS_ANY: no limit of the user's */
	const char *ciphers;       /* names for TLS 1.2, suites of 1.3, or both
				    * mixed; a kind that is not named stays as
				    * it is; NULL: none are */
};

/* "1.2" -> TLS_1_2.  TLS_ANY: it is no version. */
enum tls_version tls_version_find(const char *);

/* Parts a list of ciphers in those for TLS 1.2 and older and the suites of TLS
 * 1.3, each a list in OpenSSL's words.  -1: error set, ERROR_USAGE. */
int tls_ciphers_sort(
    const char *, struct buf *ciphers, struct buf *suites, struct error *);

/* What the client asks for. */
struct tls_config {
	struct tls_policy policy;
	const char *server_name; /* SNI (RFC 6066 3), NULL: none is sent */
	const char *certificate; /* file with our own chain (PEM), or NULL */
	const char *key;         /* file with its key; NULL: the same file */
	bool ask_status;         /* for an OCSP answer (RFC 6066 8) */
	struct buf *details;     /* borrowed: what there is to know of a
				  * handshake that fails; NULL: nobody asks */
};

/* Can the policy be kept, and our own certificate and its key be used?
 * -1: error set, ERROR_USAGE. */
int tls_check(const struct tls_config *, struct error *);

/* What the handshake agreed on; all strings are static. */
struct tls_facts {
	const char *version; /* "TLSv1.3"; NULL: no TLS */
	const char *cipher;  /* "TLS_AES_256_GCM_SHA384" */
	const char *group;   /* "x25519"; "" when there was none */
	bool refused;        /* none of what we offered was good enough: the
			      * server sent an alert (ERROR_TLS), or hung up
			      * (ERROR_CLOSED) */
};

/* TLS over a stream.  The certificate is not judged: see certificate.h.  On
 * success the new stream owns the one below it; on failure NULL, error set
 * (ERROR_TLS when the peer does not get to a session, ERROR_USAGE when our own
 * library cannot speak what the policy wants), and the stream below stays with
 * the caller.
 * Until the first byte of application data each TLS failure is ERROR_TLS: in
 * TLS 1.3 the server refuses a client after its handshake is over. */
struct stream *tls_connect(struct stream *below, const struct tls_config *,
    struct tls_facts *, struct deadline, struct error *);

/* The session of a stream that tls_connect() made. */
struct ssl_st *stream_tls_session(struct stream *);

/* Appends what binds a login to this session (RFC 5056) and gives its type:
 * tls-exporter (RFC 9266) on TLS 1.3, on TLS 1.2 tls-unique (RFC 5929), but
 * only with an extended master secret (RFC 7627).  NULL: nothing is safe to
 * use. */
const char *tls_channel_binding(struct stream *, struct buf *);

/* Lower level, for tls.c: the stream around a session that has not begun, and
 * its handshake.  The stream owns the session. */
struct stream *stream_tls(struct stream *below, struct ssl_st *);
int stream_tls_handshake(struct stream *, struct deadline, struct error *);

/* Has the server said nothing to our hello, or nothing but an alert? */
bool stream_tls_is_unheard(struct stream *);

/* Bytes of TLS that the stream has read from the one below it, and written. */
void stream_tls_count(struct stream *, uintmax_t *in, uintmax_t *out);

/* Frees the stream but not the one below it. */
void stream_tls_abandon(struct stream *);

/* Lower level, for tls.c: sets versions and ciphers of a session that has not
 * begun, and the security level that they need.  -1: error set, ERROR_USAGE. */
int tls_policy_apply(
    struct ssl_st *, const struct tls_policy *, struct error *);

#endif
