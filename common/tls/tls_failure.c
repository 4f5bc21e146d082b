/* Plain words for the errors of OpenSSL. */
#include "tls_failure.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/sslerr.h>
#include <stdbool.h>

/* This number and 255 more are alerts of the peer.  The common reasons of all
 * libraries, ERR_R_..., are far above. */
#define ALERTS SSL_AD_REASON_OFFSET
#define ALERT "the server's TLS alert: "
#define CANNOT "this OpenSSL, or the policy of this system, cannot speak "

/* Reasons that an administrator meets, in plain words; among them the alerts
 * that OpenSSL 3.0 has no text for. */
static const struct {
	int reason;
	const char *text;
} reasons[] = {
	{ SSL_R_UNSUPPORTED_PROTOCOL,
	    "the server wants a TLS version that is not allowed here" },
	{ SSL_R_DH_KEY_TOO_SMALL, "the server's DH key is too small" },
	{ SSL_R_EE_KEY_TOO_SMALL, "the server's key is too small" },
	{ SSL_R_CA_KEY_TOO_SMALL, "the CA's key is too small" },
	{ SSL_R_UNEXPECTED_MESSAGE, "unexpected TLS message" },
	{ SSL_R_UNSAFE_LEGACY_RENEGOTIATION_DISABLED,
	    "the server knows no secure renegotiation (RFC 5746)" },
	{ SSL_R_BAD_SIGNATURE, "the server's signature is wrong" },
	{ SSL_R_WRONG_SIGNATURE_TYPE,
	    "the server signs in a way that is not allowed here" },
	{ SSL_R_LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED,
	    "the server signs in a way that is not allowed here" },
	{ SSL_R_EXCESSIVE_MESSAGE_SIZE, "a TLS message is too long" },
	{ SSL_R_DECRYPTION_FAILED_OR_BAD_RECORD_MAC, "a TLS record is broken" },
	{ SSL_R_WRONG_VERSION_NUMBER, "a TLS record is broken" },
	{ SSL_R_NO_RENEGOTIATION, "the server wants to renegotiate" },
	{ SSL_R_PACKET_LENGTH_TOO_LONG, "a TLS record is too long" },
	{ SSL_R_RECORD_TOO_SMALL, "too many empty TLS records" },
	{ SSL_R_TOO_MANY_WARN_ALERTS, "too many TLS warnings" },
	{ SSL_R_UNEXPECTED_RECORD, "a TLS record out of turn" },
	{ SSL_R_DIGEST_CHECK_FAILED, "the server's Finished is wrong" },
	{ SSL_R_TLSV13_ALERT_CERTIFICATE_REQUIRED,
	    ALERT "certificate required" },
	{ SSL_R_TLSV13_ALERT_MISSING_EXTENSION, ALERT "missing extension" },
	{ SSL_R_NO_PROTOCOLS_AVAILABLE, CANNOT "these versions of TLS" },
	{ SSL_R_NO_SUITABLE_DIGEST_ALGORITHM, CANNOT "these versions of TLS" },
	{ SSL_R_NO_CIPHERS_AVAILABLE,
	    CANNOT "any of these ciphers in these versions of TLS" },
};

/* The client's own OpenSSL refuses, before it has sent anything. */
static bool
is_local(int reason)
{
	return reason == SSL_R_NO_PROTOCOLS_AVAILABLE ||
	       reason == SSL_R_NO_SUITABLE_DIGEST_ALGORITHM ||
	       reason == SSL_R_NO_CIPHERS_AVAILABLE;
}

int
tls_failure_alert(unsigned long code)
{
	int alert = ERR_GET_REASON(code) - ALERTS;

	return ERR_GET_LIB(code) == ERR_LIB_SSL && alert >= 0 && alert <= 255
		   ? alert
		   : -1;
}

/* Has the library failed on this host: without memory, without randomness, or
 * by a fault of its own?  The peer's bytes cannot cause these. */
static bool
is_failure_here(unsigned long code)
{
	int library = ERR_GET_LIB(code);

	return ERR_SYSTEM_ERROR(code) || ERR_FATAL_ERROR(code) ||
	       library == ERR_LIB_CONF || library == ERR_LIB_DSO ||
	       library == ERR_LIB_CRYPTO || library == ERR_LIB_RAND;
}

static int
fail_here(unsigned long code, struct error *error)
{
	if (ERR_GET_REASON(code) == ERR_R_MALLOC_FAILURE)
		return error_set(error, ERROR_USAGE, "out of memory");
	return error_set(error, ERROR_USAGE,
	    "OpenSSL fails on this host: error %08lX (\"openssl errstr "
	    "%08lX\" names it)",
	    code, code);
}

int
tls_failure(unsigned long code, enum error_kind kind, struct error *error)
{
	int reason = ERR_GET_REASON(code), alert = tls_failure_alert(code);

	if (is_failure_here(code))
		return fail_here(code, error);
	for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++)
		if (ERR_GET_LIB(code) == ERR_LIB_SSL &&
		    reasons[i].reason == reason)
			return error_set(error,
			    is_local(reason) ? ERROR_USAGE : kind, "%s",
			    reasons[i].text);
	if (alert != -1)
		return error_set(
		    error, kind, ALERT "%s", SSL_alert_desc_string_long(alert));
	return error_set(error, kind,
	    "OpenSSL error %08lX (\"openssl errstr %08lX\" names it)", code,
	    code);
}
