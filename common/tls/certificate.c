/* Verifies the certificate of the server and finds its faults. */
#include "certificate.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include "certificate_constraints.h"
#include "certificate_dane.h"
#include "certificate_dates.h"
#include "certificate_faults.h"
#include "certificate_names.h"
#include "certificate_oddities.h"
#include "certificate_show.h"
#include "certificate_status.h"
#include "text.h"

/* OpenSSL's level for 112 bits: RSA of 2048, EC of 224, no SHA-1 (NIST SP
 * 800-57).  It stays, also if the handshake is at a lower level. */
#define SECURITY_LEVEL 2

/* RFC 9525: the common name is ignored, a wildcard stands for a whole label,
 * and an address matches only an address. */
static int
set_identity(
    X509_STORE_CTX *context, SSL *ssl, const struct certificate_policy *policy)
{
	const char *name = policy->name;
	X509_VERIFY_PARAM *param = X509_STORE_CTX_get0_param(context);
	int level = SSL_get_security_level(ssl);
	struct in6_addr binary;

	X509_VERIFY_PARAM_set_auth_level(
	    param, level < SECURITY_LEVEL ? SECURITY_LEVEL : level);
	X509_VERIFY_PARAM_set_hostflags(
	    param, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS |
		       X509_CHECK_FLAG_NEVER_CHECK_SUBJECT);
	/* What the user trusts need not be a root.  With TLSA records the store
	 * does not count. */
	if (policy->tlsa == NULL)
		(void)X509_VERIFY_PARAM_set_flags(
		    param, X509_V_FLAG_PARTIAL_CHAIN);
	if (name == NULL)
		return 1;
	if (inet_pton(AF_INET, name, &binary) == 1 ||
	    inet_pton(AF_INET6, name, &binary) == 1)
		return X509_VERIFY_PARAM_set1_ip_asc(param, name);
	return X509_VERIFY_PARAM_set1_host(param, name, 0);
}

/* The dates of the root are left out, or of what is trusted in its place: the
 * server cannot renew it.  But if the server's own certificate is trusted,
 * there is no other. */
static void
read_chain(X509_STORE_CTX *context, STACK_OF(X509) * sent, X509 *leaf,
    struct certificate_facts *facts)
{
	STACK_OF(X509) *chain = X509_STORE_CTX_get0_chain(context);
	int count = sk_X509_num(chain);

	facts->seen = true;
	if (!certificate_has_fault(facts, CERTIFICATE_CHAIN) && count > 0)
		certificate_read_dates(
		    chain, count > 1 ? count - 1 : 1, leaf, facts);
	else
		certificate_read_dates(sent, sk_X509_num(sent), leaf, facts);
}

/* Moves a text into the facts. */
static void
take_text(char to[CERTIFICATE_TEXT_SIZE], struct buf *text)
{
	(void)text_printable(
	    to, CERTIFICATE_TEXT_SIZE, buf_string(text), text->len);
	buf_clear(text);
}

/* A self-signed certificate is its own issuer.  With a TLSA record the verified
 * chain may end at the leaf (RFC 7672 3.1.1); then the server may still have
 * sent the issuer. */
static X509 *
find_issuer(X509_STORE_CTX *context, X509 *leaf)
{
	STACK_OF(X509) *chain = X509_STORE_CTX_get0_chain(context);
	STACK_OF(X509) *sent = X509_STORE_CTX_get0_untrusted(context);

	if (sk_X509_num(chain) > 1)
		return sk_X509_value(chain, 1);
	if (X509_self_signed(leaf, 0) == 1)
		return leaf;
	for (int i = 0; i < sk_X509_num(sent); i++) {
		X509 *one = sk_X509_value(sent, i);

		if (X509_check_issued(one, leaf) == X509_V_OK &&
		    X509_verify(leaf, X509_get0_pubkey(one)) == 1)
			return one;
	}
	return NULL;
}

/* Without a good OCSP answer there is a fault, if the policy needs one.  In all
 * other cases the status is shown. */
static void
read_status(SSL *ssl, X509_STORE_CTX *context,
    const struct certificate_policy *policy, struct certificate_facts *facts)
{
	X509 *leaf = SSL_get0_peer_certificate(ssl);
	struct buf words = BUF_INIT(CERTIFICATE_TEXT_SIZE);
	const unsigned char *answer = NULL;
	long len = SSL_get_tlsext_status_ocsp_resp(ssl, &answer);

	if (!policy->need_status &&
	    SSL_get_tlsext_status_type(ssl) != TLSEXT_STATUSTYPE_ocsp)
		return;
	if (certificate_status_is_good(
		answer, len, leaf, find_issuer(context, leaf), &words) ||
	    !policy->need_status)
		take_text(facts->status, &words);
	else
		certificate_add_fault(facts, CERTIFICATE_STATUS, &words);
	buf_free(&words);
}

/* The callback notes each fault and goes on, so if this fails, the library
 * does. */
static int
verify(X509_STORE_CTX *context, const struct examination *examination,
    struct error *error)
{
	bool done = X509_verify_cert(context) == 1;
	int code = examination->failure;

	if (done && code == X509_V_OK)
		return 0;
	if (code == X509_V_OK)
		code = X509_STORE_CTX_get_error(context);
	return error_set(error,
	    certificate_fails_here(code) ? ERROR_USAGE : ERROR_CERTIFICATE,
	    "the chain cannot be verified: %s",
	    X509_verify_cert_error_string(code));
}

static int
verify_chain(SSL *ssl, X509_STORE *store,
    const struct certificate_policy *policy, struct certificate_facts *facts,
    struct error *error)
{
	struct examination examination = { .facts = facts,
		.name = policy->name };
	STACK_OF(X509) *sent = SSL_get_peer_cert_chain(ssl);
	X509 *leaf = SSL_get0_peer_certificate(ssl);
	X509_STORE_CTX *context = X509_STORE_CTX_new();
	int rc = -1;

	if (context == NULL ||
	    X509_STORE_CTX_init(context, store, leaf, sent) != 1 ||
	    X509_STORE_CTX_set_default(context, "ssl_server") != 1 ||
	    set_identity(context, ssl, policy) != 1) {
		(void)error_set(error, ERROR_USAGE,
		    "this name cannot be verified: %s",
		    policy->name == NULL ? "" : policy->name);
		goto done;
	}
	if (X509_STORE_CTX_set_app_data(context, &examination) != 1) {
		(void)error_set(error, ERROR_USAGE, "out of memory");
		goto done;
	}
	X509_STORE_CTX_set0_dane(context, SSL_get0_dane(ssl));
	X509_STORE_CTX_set_verify_cb(context, certificate_note_fault);
	rc = verify(context, &examination, error);
	certificate_note_issuers(context);
	certificate_note_exclusion(context);
	read_chain(context, sent, leaf, facts);
	if (policy->details != NULL)
		certificate_show_path(
		    X509_STORE_CTX_get0_chain(context), policy->details);
	read_status(ssl, context, policy, facts);
done:
	X509_STORE_CTX_free(context);
	return rc;
}

static void
check_pins(X509 *leaf, const struct certificate_policy *policy,
    struct certificate_facts *facts)
{
	struct buf why = BUF_INIT(CERTIFICATE_TEXT_SIZE);

	if (policy->pin_count > 0 &&
	    !certificate_pin_fits(leaf, policy->pins, policy->pin_count, &why))
		certificate_add_fault(facts, CERTIFICATE_PIN, &why);
	buf_free(&why);
}

static void
read_leaf(X509 *leaf, struct certificate_facts *facts)
{
	struct buf text = BUF_INIT(CERTIFICATE_TEXT_SIZE);

	certificate_put_whole_name(
	    X509_get_subject_name(leaf), CERTIFICATE_NAME_SHOWN, &text);
	take_text(facts->subject, &text);
	certificate_put_name(X509_get_issuer_name(leaf), &text);
	take_text(facts->issuer, &text);
	certificate_put_oddities(leaf, &text);
	take_text(facts->unusual, &text);
	buf_free(&text);
}

static void
show_faults(const struct certificate_facts *facts, struct buf *out)
{
	for (size_t i = 0; i < facts->fault_count; i++)
		(void)buf_printf(
		    out, "verification: %s\n", facts->faults[i].text);
	if (facts->fault_count == 0)
		(void)buf_puts(out, "verification: no fault was found\n");
}

int
certificate_examine(SSL *ssl, struct certificate_store *store,
    const struct certificate_policy *policy, struct certificate_facts *facts,
    struct error *error)
{
	X509 *leaf = SSL_get0_peer_certificate(ssl);
	const char *name = policy->name;
	int rc;

	/* OpenSSL takes an empty name for no name, and a name that begins with
	 * a dot for all names that end like it. */
	if (name != NULL && (name[0] == '\0' || name[0] == '.'))
		return error_set(error, ERROR_USAGE,
		    "this is no name to verify: \"%s\"", name);
	if (leaf == NULL)
		return error_set(
		    error, ERROR_CERTIFICATE, "the server sent no certificate");
	read_leaf(leaf, facts);
	rc = certificate_dane_begin(ssl, policy->tlsa, name, error);
	/* Without usable records the dates are still facts. */
	if (verify_chain(
		ssl, certificate_store_x509(store), policy, facts, error) == -1)
		return -1;
	if (policy->tlsa != NULL && rc == 0)
		certificate_dane_end(ssl, facts);
	check_pins(leaf, policy, facts);
	if (policy->details != NULL)
		show_faults(facts, policy->details);
	return rc;
}
