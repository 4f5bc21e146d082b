/* Verifies a certificate with TLSA records (RFC 7672). */
#include "certificate_dane.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <stdio.h>

#include "certificate_pin.h"

/* The usages that SMTP allows, by their names in RFC 7218. */
#define DANE_TA 2
#define DANE_EE 3

/* Usages 0 and 1 count as unusable (RFC 7672 3.1.3).  OpenSSL refuses other
 * unusable records and notes that in its error queue, which is cleared: a later
 * call on the session would take the note for its own error. */
static int
add_records(SSL *ssl, const struct tlsa *tlsa, struct error *error)
{
	struct tlsa_record one;
	size_t at = 0;
	int usable = 0, rc = 0;

	while (rc >= 0 && tlsa_next(tlsa, &at, &one)) {
		if (one.usage != DANE_TA && one.usage != DANE_EE)
			continue;
		rc = SSL_dane_tlsa_add(ssl, one.usage, one.selector,
		    one.matching_type, one.data, one.len);
		usable += rc > 0;
	}
	ERR_clear_error();
	if (rc < 0)
		return error_set(error, ERROR_USAGE, "out of memory");
	if (usable > 0)
		return 0;
	return error_set(error, ERROR_USAGE,
	    "no TLSA record at %s can be used: wanted is usage 2 or 3, with "
	    "SHA-256 or SHA-512",
	    tlsa->name);
}

int
certificate_dane_begin(
    SSL *ssl, const struct tlsa *tlsa, const char *name, struct error *error)
{
	if (tlsa == NULL)
		return 0;
	if (SSL_CTX_dane_enable(SSL_get_SSL_CTX(ssl)) != 1 ||
	    SSL_dane_enable(ssl, name) != 1)
		return error_set(
		    error, ERROR_USAGE, "OpenSSL cannot do DANE for %s", name);
	/* With usage 3 the name is not compared (RFC 7672 3.1.1). */
	(void)SSL_dane_set_flags(ssl, DANE_FLAG_NO_DANE_EE_NAMECHECKS);
	return add_records(ssl, tlsa, error);
}

void
certificate_dane_put_mismatch(X509 *certificate, struct buf *out)
{
	struct certificate_pin whole, key;

	(void)buf_puts(out, "no TLSA record matches the certificate");
	if (certificate_pin_make(certificate, &whole, &key) == 0)
		certificate_pin_put(out, ", whose own is 3 1 1 ", &key);
}

/* Without a match there is this fault, besides those of the verification. */
static void
add_mismatch(X509 *certificate, struct certificate_facts *facts)
{
	struct buf text = BUF_INIT(CERTIFICATE_TEXT_SIZE);

	certificate_dane_put_mismatch(certificate, &text);
	certificate_add_fault(facts, CERTIFICATE_DANE, &text);
	buf_free(&text);
}

void
certificate_dane_end(SSL *ssl, struct certificate_facts *facts)
{
	uint8_t usage = 0, selector = 0, type = 0;

	/* OpenSSL names the matching record only if the handshake's result is
	 * OK, and that handshake verified nothing. */
	SSL_set_verify_result(ssl, X509_V_OK);
	if (SSL_get0_dane_tlsa(ssl, &usage, &selector, &type, NULL, NULL) < 0) {
		add_mismatch(SSL_get0_peer_certificate(ssl), facts);
		return;
	}
	(void)snprintf(facts->dane, sizeof(facts->dane),
	    "DANE-%s %u %u %u matched", usage == DANE_EE ? "EE" : "TA", usage,
	    selector, type);
	facts->dates_are_void = usage == DANE_EE;
}
