/* What the TLS sessions of a check have in common. */
#include "tls_context.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509err.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "certificate_dates.h"
#include "memory.h"
#include "tls_library.h"

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

SSL_CTX *
tls_context_new(const struct tls_config *config, struct error *error)
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

bool
tls_context_dates(SSL_CTX *context, double *seconds, double *lifetime)
{
	const X509 *own = SSL_CTX_get0_certificate(context);

	if (own == NULL)
		return false;
	*seconds = certificate_seconds_until(X509_get0_notAfter(own));
	*lifetime =
	    *seconds - certificate_seconds_until(X509_get0_notBefore(own));
	return true;
}

void
tls_context_free(SSL_CTX *context)
{
	SSL_CTX_free(context);
}
