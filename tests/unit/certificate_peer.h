#ifndef CERTIFICATE_PEER_H
#define CERTIFICATE_PEER_H

#include "certificate.h"
#include "stream_tls.h"
#include "tls.h"
#include "tls_peer.h"

/* What the tests of certificates work on. */
static struct stream *stream;
static struct certificate_store *store;
static struct certificate_facts facts;
static struct error error;

static inline void
tear_down(void)
{
	stream_free(stream);
	certificate_store_free(store);
}

static inline void
play_nothing(SSL *ssl)
{
	char one;

	(void)SSL_read(ssl, &one, 1);
}

/* What is found out about a server with this file, when that one is trusted. */
static inline int
examine_for(const char *pem, const char *trusted,
    const struct certificate_policy *policy)
{
	struct tls_peer peer = { .pem = pem, .play = play_nothing };
	struct certificate_trust trust = { .file = NULL };
	struct tls_config config = {
		.server_name = "mail.example",
		.ask_status = policy->need_status,
	};
	struct tls_facts agreed;
	struct stream *secure;
	pid_t child;

	stream = tls_peer_start(&peer, &child);
	secure = tls_connect(stream, &config, &agreed, deadline_in(10), &error);
	ck_assert_msg(secure != NULL, "%s", error.text);
	stream = secure;
	trust.file = tls_peer_path(trusted);
	store = certificate_store_open(&trust, &error);
	ck_assert_msg(store != NULL, "%s", error.text);
	return certificate_examine(
	    stream_tls_session(stream), store, policy, &facts, &error);
}

#endif
