/* Turns the error codes of a verification into plain words. */
#include "certificate_faults.h"

#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/x509_vfy.h>

#include "certificate_dane.h"
#include "certificate_dates.h"
#include "certificate_names.h"
#include "certificate_store.h"

/* Begins a text about a certificate.  Only a CA's is named: without a name it
 * is the server's own. */
static void
put_whose(X509_STORE_CTX *context, struct buf *out)
{
	X509 *certificate = X509_STORE_CTX_get_current_cert(context);

	(void)buf_puts(out, "the certificate");
	if (X509_STORE_CTX_get_error_depth(context) == 0 || certificate == NULL)
		return;
	(void)buf_puts(out, " of the CA ");
	certificate_put_name(X509_get_subject_name(certificate), out);
}

static void
put_quoted_name(struct buf *out, const char *before, X509_NAME *name)
{
	(void)buf_printf(out, "%s\"", before);
	certificate_put_name(name, out);
	(void)buf_putc(out, '"');
}

/* If the host has no roots at all, the fault is the host's: say so. */
static void
put_untrusted(X509_STORE_CTX *context, const char *unknown, struct buf *out)
{
	(void)buf_puts(out, unknown);
	if (certificate_store_is_empty(context))
		(void)buf_puts(out, ", where there is no root certificate");
}

static void
put_root(X509_STORE_CTX *context, struct buf *out)
{
	X509 *root = X509_STORE_CTX_get_current_cert(context);

	put_quoted_name(
	    out, "the root of its chain, ", X509_get_subject_name(root));
	put_untrusted(context, ", is not trusted here", out);
}

/* The chain ends at a certificate whose issuer is missing.  If that is the
 * server's own, the server should send the intermediate certificate. */
static void
put_issuer(X509_STORE_CTX *context, struct buf *out)
{
	X509 *last = X509_STORE_CTX_get_current_cert(context);

	if (X509_STORE_CTX_get_error_depth(context) == 0)
		put_quoted_name(out,
		    "the server does not send its intermediate certificate, "
		    "and the issuer ",
		    X509_get_issuer_name(last));
	else {
		put_quoted_name(out, "the chain ends at the CA ",
		    X509_get_subject_name(last));
		put_quoted_name(
		    out, ", whose issuer ", X509_get_issuer_name(last));
	}
	put_untrusted(context, " is not known here", out);
}

static void
put_identities(X509_STORE_CTX *context, struct buf *out)
{
	const struct examination *e = X509_STORE_CTX_get_app_data(context);

	(void)buf_puts(out, "the certificate is for ");
	certificate_put_identities(
	    X509_STORE_CTX_get_current_cert(context), out);
	(void)buf_printf(out, ", not for %s", e->name);
}

static void
put_not_before(X509_STORE_CTX *context, struct buf *out)
{
	X509 *certificate = X509_STORE_CTX_get_current_cert(context);

	put_whose(context, out);
	(void)buf_puts(out, " is not yet valid: it begins in ");
	certificate_put_span(
	    out, certificate_seconds_until(X509_get0_notBefore(certificate)));
}

static void
put_not_after(X509_STORE_CTX *context, struct buf *out)
{
	X509 *certificate = X509_STORE_CTX_get_current_cert(context);

	put_whose(context, out);
	(void)buf_puts(out, " expired ");
	certificate_put_span(
	    out, -certificate_seconds_until(X509_get0_notAfter(certificate)));
	(void)buf_puts(out, " ago");
}

static void
put_key(X509_STORE_CTX *context, struct buf *out)
{
	const char *type;
	EVP_PKEY *key =
	    X509_get0_pubkey(X509_STORE_CTX_get_current_cert(context));

	put_whose(context, out);
	(void)buf_puts(out, " has a key that is too small");
	type = key == NULL ? NULL : EVP_PKEY_get0_type_name(key);
	if (type != NULL)
		(void)buf_printf(
		    out, ": %s, %d bits", type, EVP_PKEY_get_bits(key));
}

static void
put_signature(X509_STORE_CTX *context, struct buf *out)
{
	X509 *certificate = X509_STORE_CTX_get_current_cert(context);
	const char *name = OBJ_nid2sn(X509_get_signature_nid(certificate));

	put_whose(context, out);
	(void)buf_printf(out, " is signed with %s, which is too weak",
	    name == NULL ? "an unknown algorithm" : name);
}

static void
put_mismatch(X509_STORE_CTX *context, struct buf *out)
{
	certificate_dane_put_mismatch(X509_STORE_CTX_get0_cert(context), out);
}

/* The fault for a code of X509_verify_cert().  Its text comes from put, or it
 * is "the certificate" and text, or without both it is OpenSSL's. */
static const struct code {
	int code;
	enum certificate_fault fault;
	void (*put)(X509_STORE_CTX *, struct buf *);
	const char *text;
} codes[] = {
	{ X509_V_ERR_DANE_NO_MATCH, CERTIFICATE_DANE, put_mismatch, NULL },
	{ X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, CERTIFICATE_CHAIN, NULL,
	    " is self-signed" },
	{ X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, CERTIFICATE_CHAIN, put_root,
	    NULL },
	{ X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, CERTIFICATE_CHAIN,
	    put_issuer, NULL },
	{ X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, CERTIFICATE_CHAIN, put_issuer,
	    NULL },
	{ X509_V_ERR_CERT_SIGNATURE_FAILURE, CERTIFICATE_CHAIN, NULL,
	    " has a signature that is wrong" },
	{ X509_V_ERR_INVALID_CA, CERTIFICATE_CHAIN, NULL,
	    " is not one that may sign others" },
	{ X509_V_ERR_KEYUSAGE_NO_CERTSIGN, CERTIFICATE_CHAIN, NULL,
	    " is not one that may sign others" },
	{ X509_V_ERR_HOSTNAME_MISMATCH, CERTIFICATE_NAME, put_identities,
	    NULL },
	{ X509_V_ERR_IP_ADDRESS_MISMATCH, CERTIFICATE_NAME, put_identities,
	    NULL },
	{ X509_V_ERR_CERT_NOT_YET_VALID, CERTIFICATE_NOT_YET_VALID,
	    put_not_before, NULL },
	{ X509_V_ERR_ERROR_IN_CERT_NOT_BEFORE_FIELD, CERTIFICATE_NOT_YET_VALID,
	    NULL, " begins at a time that cannot be read" },
	{ X509_V_ERR_CERT_HAS_EXPIRED, CERTIFICATE_EXPIRED, put_not_after,
	    NULL },
	{ X509_V_ERR_ERROR_IN_CERT_NOT_AFTER_FIELD, CERTIFICATE_EXPIRED, NULL,
	    " expired at a time that cannot be read" },
	{ X509_V_ERR_INVALID_PURPOSE, CERTIFICATE_PURPOSE, NULL,
	    " is not meant for servers" },
	{ X509_V_ERR_EE_KEY_TOO_SMALL, CERTIFICATE_PURPOSE, put_key, NULL },
	{ X509_V_ERR_CA_KEY_TOO_SMALL, CERTIFICATE_PURPOSE, put_key, NULL },
	{ X509_V_ERR_CA_MD_TOO_WEAK, CERTIFICATE_PURPOSE, put_signature, NULL },
};

static const struct code *
find_code(int code)
{
	static const struct code other = { 0, CERTIFICATE_CHAIN, NULL, NULL };

	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		if (codes[i].code == code)
			return &codes[i];
	return &other;
}

bool
certificate_fails_here(int code)
{
	return code == X509_V_ERR_OUT_OF_MEM ||
	       code == X509_V_ERR_INVALID_CALL ||
	       code == X509_V_ERR_STORE_LOOKUP;
}

int
certificate_note_fault(int ok, X509_STORE_CTX *context)
{
	struct examination *e = X509_STORE_CTX_get_app_data(context);
	int number = X509_STORE_CTX_get_error(context);
	const struct code *code = find_code(number);
	struct buf text = BUF_INIT(2048);

	if (ok == 1)
		return 1;
	if (certificate_fails_here(number)) {
		e->failure = number;
		return 0;
	}
	/* This follows from the missing issuer, which is noted already. */
	if (number == X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE &&
	    certificate_has_fault(e->facts, CERTIFICATE_CHAIN))
		return 1;
	/* If no record matches, the chain has nothing to end at: that is not a
	 * second fault. */
	if (code->fault == CERTIFICATE_CHAIN &&
	    certificate_has_fault(e->facts, CERTIFICATE_DANE))
		return 1;
	if (code->put != NULL &&
	    X509_STORE_CTX_get_current_cert(context) != NULL)
		code->put(context, &text);
	else {
		put_whose(context, &text);
		(void)buf_puts(&text, code->text != NULL ? code->text : ": ");
		if (code->text == NULL)
			(void)buf_puts(
			    &text, X509_verify_cert_error_string(number));
	}
	certificate_add_fault(e->facts, code->fault, &text);
	buf_free(&text);
	return 1;
}

void
certificate_note_issuers(X509_STORE_CTX *context)
{
	struct examination *e = X509_STORE_CTX_get_app_data(context);
	STACK_OF(X509) *chain = X509_STORE_CTX_get0_chain(context);
	int count = X509_STORE_CTX_get_num_untrusted(context);
	struct buf text = BUF_INIT(2048);

	for (int i = 1; i < count && i < sk_X509_num(chain); i++) {
		X509 *one = sk_X509_value(chain, i);

		if (X509_check_ca(one) == 1)
			continue;
		buf_clear(&text);
		(void)buf_puts(&text, "the certificate of the CA ");
		certificate_put_name(X509_get_subject_name(one), &text);
		(void)buf_puts(&text, " is not one that may sign others");
		certificate_add_fault(e->facts, CERTIFICATE_CHAIN, &text);
	}
	buf_free(&text);
}
