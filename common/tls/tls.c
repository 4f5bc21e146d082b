/* Starts a TLS session over a stream. */
#include "tls.h"

#include <openssl/ssl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "stream_tls.h"
#include "tls_context.h"
#include "tls_group.h"
#include "tls_offer.h"
#include "tls_policy.h"
#include "tls_show.h"

/* The most bytes of channel binding data. */
#define BINDING_SIZE 64

/* OpenSSL's macro casts const away, hence the copy. */
static int
set_server_name(SSL *ssl, const char *server_name, struct error *error)
{
	char *name = memory_copy(server_name);
	bool set = SSL_set_tlsext_host_name(ssl, name) == 1;

	free(name);
	return set ? 0
		   : error_set(error, ERROR_USAGE,
			 "OpenSSL cannot ask for this server name: %s",
			 server_name);
}

static SSL *
new_session(const struct tls_config *config, struct error *error)
{
	SSL_CTX *own = NULL, *context = config->context;
	SSL *ssl;

	if (context == NULL)
		context = own = tls_context_new(config, error);
	if (context == NULL)
		return NULL;
	ssl = SSL_new(context);
	tls_context_free(own); /* the session keeps a reference to it */
	if (ssl == NULL) {
		(void)error_set(error, ERROR_USAGE, "out of memory");
		return NULL;
	}
	if (config->ask_status)
		(void)SSL_set_tlsext_status_type(ssl, TLSEXT_STATUSTYPE_ocsp);
	if (config->server_name == NULL ||
	    set_server_name(ssl, config->server_name, error) == 0)
		return ssl;
	SSL_free(ssl);
	return NULL;
}

static void
read_facts(SSL *ssl, struct tls_facts *facts)
{
	facts->version = SSL_get_version(ssl);
	facts->cipher = SSL_get_cipher_name(ssl);
	(void)snprintf(
	    facts->group, sizeof(facts->group), "%s", tls_group(ssl));
}

int
tls_check(const struct tls_config *config, struct error *error)
{
	SSL *ssl = new_session(config, error);
	int rc =
	    ssl == NULL ? -1 : tls_policy_apply(ssl, &config->policy, error);

	SSL_free(ssl);
	return rc;
}

/* A refusal of a hello that lacks something proves nothing about the versions
 * of the server. */
static enum tls_refusal
confirm(enum tls_refusal refusal, const struct tls_offer *offer,
    struct error *error)
{
	if (offer->looked && offer->lacks == NULL)
		return refusal;
	error_clear(error);
	(void)error_set(error, ERROR_USAGE,
	    "OpenSSL's configuration leaves out %s, so this refusal proves "
	    "nothing",
	    offer->looked ? offer->lacks : "the ClientHello");
	return TLS_NOT_REFUSED;
}

/* The policy may lower the security level for the handshake; afterwards the
 * certificate is judged at the level from before. */
static int
shake_hands(struct stream *stream, const struct tls_policy *policy,
    enum tls_refusal *refusal, struct deadline deadline, struct error *error)
{
	SSL *ssl = stream_tls_session(stream);
	int level = SSL_get_security_level(ssl), rc;
	struct tls_offer offer = { .looked = false };

	rc = tls_policy_apply(ssl, policy, error);
	if (rc == 0 && policy->whole)
		tls_offer_watch(ssl, &offer);
	if (rc == 0)
		rc = stream_tls_handshake(stream, deadline, error);
	if (policy->whole)
		tls_offer_unwatch(ssl);
	SSL_set_security_level(ssl, level);
	*refusal = rc == -1 ? stream_tls_refusal(stream) : TLS_NOT_REFUSED;
	if (policy->whole && *refusal != TLS_NOT_REFUSED)
		*refusal = confirm(*refusal, &offer, error);
	return rc;
}

struct stream *
tls_connect(struct stream *below, const struct tls_config *config,
    struct tls_facts *facts, struct deadline deadline, struct error *error)
{
	SSL *ssl = new_session(config, error);
	struct stream *stream;

	if (ssl == NULL)
		return NULL;
	stream = stream_tls(below, ssl);
	if (stream == NULL) {
		(void)error_set(error, ERROR_USAGE, "out of memory");
		return NULL;
	}
	if (shake_hands(stream, &config->policy, &facts->refusal, deadline,
		error) == -1) {
		if (config->details != NULL)
			tls_show(stream, config);
		facts->cut = stream_tls_is_cut(stream);
		stream_tls_abandon(stream);
		return NULL;
	}
	read_facts(ssl, facts);
	return stream;
}

/* Writes the data of the binding, and gives its type.  NULL: there is none. */
static const char *
read_binding(SSL *ssl, unsigned char bytes[BINDING_SIZE], size_t *len)
{
	static const char label[] = "EXPORTER-Channel-Binding";

	if (SSL_version(ssl) >= TLS1_3_VERSION) {
		*len = 32;
		return SSL_export_keying_material(ssl, bytes, *len, label,
			   sizeof(label) - 1, NULL, 0, 0) == 1
			   ? "tls-exporter"
			   : NULL;
	}
	if (SSL_get_extms_support(ssl) != 1)
		return NULL;
	/* tls-unique is the first Finished: the client's, as no session is
	 * resumed. */
	*len = SSL_get_finished(ssl, bytes, BINDING_SIZE);
	return *len > 0 && *len <= BINDING_SIZE ? "tls-unique" : NULL;
}

const char *
tls_channel_binding(struct stream *stream, struct buf *data)
{
	unsigned char bytes[BINDING_SIZE];
	size_t len = 0;
	const char *type =
	    read_binding(stream_tls_session(stream), bytes, &len);

	if (type != NULL && buf_append(data, bytes, len) == -1)
		type = NULL;
	memory_wipe(bytes, sizeof(bytes));
	return type;
}

/* RFC 5929 4.1: the hash function of its signature, or else SHA-256. */
static const EVP_MD *
endpoint_hash(X509 *certificate)
{
	int hash = NID_undef;

	if (X509_get_signature_info(certificate, &hash, NULL, NULL, NULL) !=
		1 ||
	    hash == NID_undef)
		return NULL;
	if (hash == NID_md5 || hash == NID_sha1)
		hash = NID_sha256;
	return EVP_get_digestbynid(hash);
}

int
tls_server_endpoint(struct stream *stream, struct buf *data)
{
	unsigned char bytes[EVP_MAX_MD_SIZE];
	X509 *certificate =
	    SSL_get0_peer_certificate(stream_tls_session(stream));
	const EVP_MD *hash =
	    certificate == NULL ? NULL : endpoint_hash(certificate);
	unsigned int len = 0;

	if (hash == NULL || X509_digest(certificate, hash, bytes, &len) != 1 ||
	    buf_puts(data, "tls-server-end-point:") == -1)
		return -1;
	return buf_append(data, bytes, len);
}
