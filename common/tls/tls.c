/* Starts a TLS session over a stream. */
#include "tls.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509err.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "memory.h"
#include "stream_tls.h"
#include "tls_group.h"
#include "tls_offer.h"
#include "tls_policy.h"
#include "tls_show.h"

/* The most bytes of channel binding data. */
#define BINDING_SIZE 64

/* certificate.c verifies after the handshake, and can list all faults then. */
static int
accept_for_now(X509_STORE_CTX *context, void *argument)
{
	(void)context;
	(void)argument;
	return 1;
}

/* Without this OpenSSL would ask for a pass phrase on the terminal. */
static int
no_pass_phrase(char *to, int size, int writing, void *argument)
{
	(void)to;
	(void)size;
	(void)writing;
	(void)argument;
	return -1;
}

/* Both PEM forms of an encrypted key have a line with this word. */
static bool
is_encrypted(const char *path)
{
	FILE *file = fopen(path, "re");
	char line[256];
	bool found = false;

	while (
	    file != NULL && !found && fgets(line, sizeof(line), file) != NULL)
		found = strstr(line, "ENCRYPTED") != NULL;
	memory_wipe(line, sizeof(line));
	if (file != NULL)
		(void)fclose(file);
	return found;
}

static int
load_key(SSL_CTX *context, const char *path, struct error *error)
{
	bool read, fits;

	SSL_CTX_set_default_passwd_cb(context, no_pass_phrase);
	read =
	    SSL_CTX_use_PrivateKey_file(context, path, SSL_FILETYPE_PEM) == 1;
	fits = read && SSL_CTX_check_private_key(context) == 1;
	if (fits)
		return 0;
	if (read ||
	    ERR_GET_REASON(ERR_peek_last_error()) == X509_R_KEY_VALUES_MISMATCH)
		return error_set(error, ERROR_USAGE,
		    "%s: the key is not that of the certificate", path);
	if (is_encrypted(path))
		return error_set(error, ERROR_USAGE,
		    "%s: the key is encrypted; give one without a pass phrase",
		    path);
	return error_set(
	    error, ERROR_USAGE, "%s: there is no key (PEM) in this file", path);
}

static int
load_certificate(
    SSL_CTX *context, const struct tls_config *config, struct error *error)
{
	const char *key =
	    config->key != NULL ? config->key : config->certificate;

	if (access(config->certificate, R_OK) == -1)
		return error_errno(
		    error, ERROR_USAGE, "%s", config->certificate);
	if (access(key, R_OK) == -1)
		return error_errno(error, ERROR_USAGE, "%s", key);
	if (SSL_CTX_use_certificate_chain_file(context, config->certificate) !=
	    1)
		return error_set(error, ERROR_USAGE,
		    "%s: there is no certificate (PEM) in this file",
		    config->certificate);
	return load_key(context, key, error);
}

static SSL_CTX *
new_context(const struct tls_config *config, struct error *error)
{
	SSL_CTX *context;

	if (tls_initialise(error) == -1)
		return NULL;
	context = SSL_CTX_new(TLS_client_method());
	if (context == NULL) {
		(void)error_set(error, ERROR_USAGE,
		    "OpenSSL cannot start: its configuration or a provider "
		    "is broken");
		return NULL;
	}
	(void)SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION);
	(void)SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
	SSL_CTX_set_read_ahead(context, 1);
	SSL_CTX_set_cert_verify_callback(context, accept_for_now, NULL);
	if (config->certificate != NULL &&
	    load_certificate(context, config, error) == -1) {
		SSL_CTX_free(context);
		return NULL;
	}
	return context;
}

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
	SSL_CTX *context = new_context(config, error);
	SSL *ssl;

	if (context == NULL)
		return NULL;
	ssl = SSL_new(context);
	SSL_CTX_free(context); /* the session keeps a reference to it */
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
