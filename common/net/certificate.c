#include "certificate.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/asn1.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <string.h>

#include "buf.h"
#include "certificate_names.h"
#include "certificate_store.h"
#include "text.h"
#include "tls.h"

#define HOUR 3600.0
#define DAY (24 * HOUR)

/* What a code of X509_verify_cert() is to us; a text of NULL is OpenSSL's. */
static const struct {
	int code;
	enum certificate_fault fault;
	const char *text;
} codes[] = {
	{ X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, CERTIFICATE_CHAIN,
	    "the certificate is self-signed" },
	{ X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, CERTIFICATE_CHAIN,
	    "the root of its chain is not trusted here" },
	{ X509_V_ERR_HOSTNAME_MISMATCH, CERTIFICATE_NAME, NULL },
	{ X509_V_ERR_IP_ADDRESS_MISMATCH, CERTIFICATE_NAME, NULL },
	{ X509_V_ERR_CERT_NOT_YET_VALID, CERTIFICATE_NOT_YET_VALID, NULL },
	{ X509_V_ERR_CERT_HAS_EXPIRED, CERTIFICATE_EXPIRED, NULL },
	{ X509_V_ERR_INVALID_PURPOSE, CERTIFICATE_PURPOSE,
	    "the certificate is not meant for servers" },
	{ X509_V_ERR_EE_KEY_TOO_SMALL, CERTIFICATE_PURPOSE,
	    "the certificate's key is too small" },
	{ X509_V_ERR_CA_KEY_TOO_SMALL, CERTIFICATE_PURPOSE,
	    "the key of a CA in its chain is too small" },
	{ X509_V_ERR_CA_MD_TOO_WEAK, CERTIFICATE_PURPOSE,
	    "a signature in its chain is too weak (MD5 or SHA-1)" },
};

/* Which certificate, for the words about one: the server's own needs none. */
static void
whose(X509_STORE_CTX *context, struct buf *out)
{
	X509 *certificate = X509_STORE_CTX_get_current_cert(context);

	(void)buf_puts(out, "the certificate");
	if (X509_STORE_CTX_get_error_depth(context) == 0 || certificate == NULL)
		return;
	(void)buf_puts(out, " of the CA ");
	certificate_put_name(X509_get_subject_name(certificate), out);
}

/* Seconds from now to this time. */
static double
seconds_until(const ASN1_TIME *time)
{
	int days = 0, seconds = 0;

	if (ASN1_TIME_diff(&days, &seconds, NULL, time) != 1)
		return 0;
	return days * DAY + seconds;
}

/* Whole days, or whole hours where they say more. */
static void
put_span(struct buf *out, const char *before, double seconds, const char *after)
{
	bool days = seconds >= 2 * DAY;

	(void)buf_printf(out, "%s%d %s%s", before,
	    (int)(seconds / (days ? DAY : HOUR)), days ? "days" : "hours",
	    after);
}

static void
put_issuer(X509_STORE_CTX *context, struct buf *out)
{
	X509 *certificate = X509_STORE_CTX_get_current_cert(context);
	STACK_OF(X509) *sent = X509_STORE_CTX_get0_untrusted(context);

	(void)buf_puts(out, "the issuer \"");
	if (certificate != NULL)
		certificate_put_name(X509_get_issuer_name(certificate), out);
	(void)buf_puts(out, "\" is not known here");
	if (sk_X509_num(sent) <= 1)
		(void)buf_puts(
		    out, ", and the server sends no intermediate certificate");
}

/* Words for the faults that have figures and names in them. */
static void
describe(X509_STORE_CTX *context, int code, const char *name, struct buf *out)
{
	X509 *certificate = X509_STORE_CTX_get_current_cert(context);

	if (code == X509_V_ERR_HOSTNAME_MISMATCH ||
	    code == X509_V_ERR_IP_ADDRESS_MISMATCH) {
		(void)buf_puts(out, "the certificate is for ");
		certificate_put_identities(certificate, out);
		(void)buf_printf(out, ", not for %s", name);
	} else if (code == X509_V_ERR_CERT_NOT_YET_VALID) {
		whose(context, out);
		put_span(out, " is not yet valid: it begins in ",
		    seconds_until(X509_get0_notBefore(certificate)), "");
	} else if (code == X509_V_ERR_CERT_HAS_EXPIRED) {
		whose(context, out);
		put_span(out, " expired ",
		    -seconds_until(X509_get0_notAfter(certificate)), " ago");
	} else {
		whose(context, out);
		(void)buf_printf(
		    out, ": %s", X509_verify_cert_error_string(code));
	}
}

/* What the callback works on. */
struct examination {
	struct certificate_facts *facts;
	const char *name;
};

static void
add_fault(struct certificate_facts *facts, enum certificate_fault fault,
    const struct buf *text)
{
	size_t i;

	facts->kinds |= 1u << fault;
	for (i = 0; i < facts->fault_count; i++)
		if (strcmp(facts->faults[i].text, buf_string(text)) == 0)
			return;
	if (i == CERTIFICATE_FAULTS)
		return;
	facts->faults[i].fault = fault;
	(void)text_printable(facts->faults[i].text,
	    sizeof(facts->faults[i].text), text->data, text->len);
	facts->fault_count++;
}

static bool
is_missing_issuer(int code)
{
	return code == X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY ||
	       code == X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT;
}

/* Notes each fault and lets the verification go on to the next. */
static int
note_fault(int ok, X509_STORE_CTX *context)
{
	struct examination *e = X509_STORE_CTX_get_app_data(context);
	int code = X509_STORE_CTX_get_error(context);
	enum certificate_fault fault = CERTIFICATE_CHAIN;
	struct buf text = BUF_INIT(2048);
	const char *fixed = NULL;

	/* The second is said when the first has been. */
	if (ok == 1 || code == X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE)
		return 1;
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		if (codes[i].code == code) {
			fault = codes[i].fault;
			fixed = codes[i].text;
		}
	}
	if (fixed != NULL)
		(void)buf_puts(&text, fixed);
	else if (is_missing_issuer(code))
		put_issuer(context, &text);
	else
		describe(context, code, e->name, &text);
	add_fault(e->facts, fault, &text);
	buf_free(&text);
	return 1;
}

/* The certificate of the list that expires first sets the facts. */
static void
read_dates(STACK_OF(X509) * chain, int count, X509 *leaf,
    struct certificate_facts *facts)
{
	for (int i = 0; i < count; i++) {
		X509 *one = sk_X509_value(chain, i);
		double seconds = seconds_until(X509_get0_notAfter(one));

		if (i > 0 && seconds >= facts->seconds)
			continue;
		facts->seconds = seconds;
		facts->lifetime =
		    seconds - seconds_until(X509_get0_notBefore(one));
		facts->is_leaf = X509_cmp(one, leaf) == 0;
	}
}

/* RFC 9525: no common name, no wildcard for a part of a label; an address
 * matches an address only. */
static int
set_identity(X509_STORE_CTX *context, SSL *ssl, const char *name)
{
	X509_VERIFY_PARAM *param = X509_STORE_CTX_get0_param(context);
	struct in6_addr binary;

	X509_VERIFY_PARAM_set_auth_level(param, SSL_get_security_level(ssl));
	X509_VERIFY_PARAM_set_hostflags(
	    param, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS |
		       X509_CHECK_FLAG_NEVER_CHECK_SUBJECT);
	if (name == NULL)
		return 1;
	if (inet_pton(AF_INET, name, &binary) == 1 ||
	    inet_pton(AF_INET6, name, &binary) == 1)
		return X509_VERIFY_PARAM_set1_ip_asc(param, name);
	return X509_VERIFY_PARAM_set1_host(param, name, 0);
}

static bool
has_chain_fault(const struct certificate_facts *facts)
{
	return (facts->kinds & 1u << CERTIFICATE_CHAIN) != 0;
}

static void
read_chain(X509_STORE_CTX *context, STACK_OF(X509) * sent, X509 *leaf,
    struct certificate_facts *facts)
{
	STACK_OF(X509) *chain = X509_STORE_CTX_get0_chain(context);
	int count = sk_X509_num(chain) - 1;

	if (!has_chain_fault(facts) && count > 0)
		read_dates(chain, count, leaf, facts);
	else
		read_dates(sent, sk_X509_num(sent), leaf, facts);
}

/* One verification with what the store has now. */
static int
verify(SSL *ssl, X509_STORE *store, const char *name,
    struct certificate_facts *facts, struct error *error)
{
	struct examination examination = { facts, name };
	STACK_OF(X509) *sent = SSL_get_peer_cert_chain(ssl);
	X509 *leaf = SSL_get0_peer_certificate(ssl);
	X509_STORE_CTX *context = X509_STORE_CTX_new();
	int rc = -1;

	if (context == NULL ||
	    X509_STORE_CTX_init(context, store, leaf, sent) != 1 ||
	    X509_STORE_CTX_set_default(context, "ssl_server") != 1 ||
	    set_identity(context, ssl, name) != 1) {
		(void)error_set(error, ERROR_USAGE,
		    "this name cannot be verified: %s", name);
		goto done;
	}
	X509_STORE_CTX_set_verify_cb(context, note_fault);
	(void)X509_STORE_CTX_set_app_data(context, &examination);
	/* Each fault was noted, but for a failure of the library itself. */
	if (X509_verify_cert(context) < 0)
		(void)error_set(error, ERROR_CERTIFICATE,
		    "the chain cannot be verified: %s",
		    X509_verify_cert_error_string(
			X509_STORE_CTX_get_error(context)));
	else
		rc = 0;
	read_chain(context, sent, leaf, facts);
done:
	X509_STORE_CTX_free(context);
	return rc;
}

static void
keep(char to[CERTIFICATE_TEXT_SIZE], struct buf *text)
{
	(void)text_printable(
	    to, CERTIFICATE_TEXT_SIZE, buf_string(text), text->len);
	buf_clear(text);
}

int
certificate_examine(SSL *ssl, struct certificate_store *store, const char *name,
    struct certificate_facts *facts, struct error *error)
{
	X509 *leaf = SSL_get0_peer_certificate(ssl);
	struct buf text = BUF_INIT(CERTIFICATE_TEXT_SIZE);
	int rc;

	/* An empty name would fit any certificate. */
	if (name != NULL && name[0] == '\0')
		return error_set(
		    error, ERROR_USAGE, "there is no name to verify");
	if (leaf == NULL)
		return error_set(
		    error, ERROR_CERTIFICATE, "the server sent no certificate");
	facts->seen = true;
	certificate_put_whole_name(X509_get_subject_name(leaf), &text);
	keep(facts->subject, &text);
	certificate_put_name(X509_get_issuer_name(leaf), &text);
	keep(facts->issuer, &text);
	buf_free(&text);
	rc = verify(ssl, store->store, name, facts, error);
	if (rc == 0 && has_chain_fault(facts) &&
	    certificate_store_extend(store)) {
		facts->fault_count = 0;
		facts->kinds = 0;
		rc = verify(ssl, store->store, name, facts, error);
	}
	return rc;
}
