#ifndef TLS_PEER_H
#define TLS_PEER_H

#include <check.h>
#include <fcntl.h>
#include <openssl/ssl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "stream_fd.h"

/* A server in a process of its own, at the other end of a socket pair. */
struct tls_peer {
	const char *pem;        /* in the directory $CERTS; NULL: server.pem */
	int max_version;        /* TLS1_2_VERSION, or 0: any */
	bool wants_certificate; /* of the client */
	uint64_t options;       /* SSL_OP_... */
	/* What it does without TLS, or else after its handshake. */
	void (*raw)(int fd);
	void (*play)(SSL *);
};

/* The path of a file in $CERTS; valid until the next call. */
static inline const char *
tls_peer_path(const char *name)
{
	static char path[1024];
	const char *directory = getenv("CERTS");

	ck_assert_msg(directory != NULL, "CERTS is not set");
	(void)snprintf(path, sizeof(path), "%s/%s", directory, name);
	return path;
}

/* Staples what lies in a file beside the certificate: x.pem has x.ocsp. */
static inline int
tls_peer_staple(SSL *ssl, void *pem)
{
	char path[1024];
	unsigned char bytes[8192];
	size_t len;
	FILE *file;

	(void)snprintf(path, sizeof(path), "%.*socsp",
	    (int)strlen((const char *)pem) - 3, (const char *)pem);
	file = fopen(path, "re");
	if (file == NULL)
		return SSL_TLSEXT_ERR_NOACK;
	len = fread(bytes, 1, sizeof(bytes), file);
	(void)fclose(file);
	(void)SSL_set_tlsext_status_ocsp_resp(
	    ssl, OPENSSL_memdup(bytes, len), (int)len);
	return SSL_TLSEXT_ERR_OK;
}

static inline int
tls_peer_run(const struct tls_peer *peer, int fd)
{
	SSL_CTX *context = SSL_CTX_new(TLS_server_method());
	char *pem =
	    strdup(tls_peer_path(peer->pem == NULL ? "server.pem" : peer->pem));
	SSL *ssl;

	SSL_CTX_set_security_level(context, 0);
	if (SSL_CTX_use_certificate_chain_file(context, pem) != 1 ||
	    SSL_CTX_use_PrivateKey_file(context, pem, SSL_FILETYPE_PEM) != 1)
		return 10;
	(void)SSL_CTX_set_min_proto_version(context, TLS1_VERSION);
	(void)SSL_CTX_set_max_proto_version(context, peer->max_version);
	(void)SSL_CTX_set_options(context, peer->options);
	(void)SSL_CTX_set_tlsext_status_cb(context, tls_peer_staple);
	(void)SSL_CTX_set_tlsext_status_arg(context, pem);
	if (peer->wants_certificate)
		SSL_CTX_set_verify(context,
		    SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, NULL);
	ssl = SSL_new(context);
	(void)SSL_set_fd(ssl, fd);
	if (SSL_accept(ssl) != 1)
		return 11;
	if (peer->play != NULL)
		peer->play(ssl);
	return 0;
}

/* Starts it: the stream to it, which the caller frees. */
static inline struct stream *
tls_peer_start(const struct tls_peer *peer, pid_t *pid)
{
	int pair[2];

	ck_assert_int_eq(
	    socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair), 0);
	*pid = fork();
	ck_assert_int_ne(*pid, -1);
	if (*pid == 0) {
		(void)close(pair[0]);
		(void)alarm(20);
		if (peer->raw == NULL)
			_exit(tls_peer_run(peer, pair[1]));
		peer->raw(pair[1]);
		_exit(0);
	}
	(void)close(pair[1]);
	ck_assert_int_eq(fcntl(pair[0], F_SETFL, O_NONBLOCK), 0);
	return stream_fd(pair[0]);
}

#endif
