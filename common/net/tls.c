#include "tls.h"

#include <openssl/crypto.h>
#include <openssl/objects.h>
#include <openssl/ssl.h>
#include <stdlib.h>

#include "memory.h"

/* Only what this run uses: no error strings (stream_tls.c has words for what
 * users meet), no legacy ciphers, no clean-up at exit. */
void
tls_initialise(void)
{
	(void)OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CRYPTO_STRINGS |
				      OPENSSL_INIT_NO_ADD_ALL_CIPHERS |
				      OPENSSL_INIT_NO_ATEXIT,
	    NULL);
	(void)OPENSSL_init_ssl(OPENSSL_INIT_NO_LOAD_SSL_STRINGS, NULL);
}

const char *
tls_library(void)
{
	return OpenSSL_version(OPENSSL_VERSION);
}

/* certificate.c verifies, after the handshake and with all that it finds. */
static int
accept_for_now(X509_STORE_CTX *context, void *argument)
{
	(void)context;
	(void)argument;
	return 1;
}

static SSL_CTX *
new_context(struct error *error)
{
	SSL_CTX *context;

	tls_initialise();
	context = SSL_CTX_new(TLS_client_method());
	if (context == NULL) {
		(void)error_set(error, ERROR_USAGE,
		    "OpenSSL cannot start: its configuration or a provider "
		    "is broken");
		return NULL;
	}
	(void)SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
	(void)SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION);
	(void)SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
	SSL_CTX_set_read_ahead(context, 1);
	SSL_CTX_set_cert_verify_callback(context, accept_for_now, NULL);
	return context;
}

/* OpenSSL's macro wants a name that is not constant. */
static void
ask_for(SSL *ssl, const char *server_name)
{
	char *name = memory_copy(server_name);

	(void)SSL_set_tlsext_host_name(ssl, name);
	free(name);
}

static SSL *
new_session(const struct tls_config *config, struct error *error)
{
	SSL_CTX *context = new_context(error);
	SSL *ssl;

	if (context == NULL)
		return NULL;
	ssl = SSL_new(context);
	SSL_CTX_free(context); /* the session holds on to it */
	if (ssl != NULL && config->server_name != NULL)
		ask_for(ssl, config->server_name);
	return ssl;
}

static void
read_facts(SSL *ssl, struct tls_facts *facts)
{
	int nid = (int)SSL_get_negotiated_group(ssl);

	facts->version = SSL_get_version(ssl);
	facts->cipher = SSL_get_cipher_name(ssl);
	facts->group = nid == NID_undef ? "" : OBJ_nid2sn(nid);
	if (facts->group == NULL)
		facts->group = "";
}

struct stream *
tls_connect(struct stream *below, const struct tls_config *config,
    struct tls_facts *facts, struct deadline deadline, struct error *error)
{
	SSL *ssl = new_session(config, error);
	struct stream *stream;

	if (ssl == NULL) {
		(void)error_set(error, ERROR_USAGE, "out of memory");
		return NULL;
	}
	stream = stream_tls(below, ssl);
	if (stream_tls_handshake(stream, deadline, error) == -1) {
		stream_tls_abandon(stream);
		return NULL;
	}
	read_facts(ssl, facts);
	return stream;
}
