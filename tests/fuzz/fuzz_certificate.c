#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <string.h>

#include "certificate_faults.h"
#include "certificate_names.h"
#include "certificate_oddities.h"
#include "certificate_pin.h"
#include "certificate_show.h"
#include "certificate_store.h"
#include "fuzz.h"

/* All that a server's certificates say of themselves. */
static void
show(X509 *certificate)
{
	struct buf text = BUF_INIT(65536), line = BUF_INIT(65536);
	size_t at = 0, len;
	const char *one;

	certificate_show(certificate, 0, &text);
	for (one = buf_line(&text, &at, &len); one != NULL;
	     one = buf_line(&text, &at, &len))
		fuzz_assert_printable(one, len);
	certificate_put_whole_name(
	    X509_get_subject_name(certificate), CERTIFICATE_NAME_SHOWN, &line);
	certificate_put_name(X509_get_issuer_name(certificate), &line);
	certificate_put_identities(certificate, &line);
	certificate_put_oddities(certificate, &line);
	fuzz_assert_printable(buf_string(&line), line.len);
	buf_free(&text);
	buf_free(&line);
}

/* Nobody vouches for them, so there is at least one fault. */
static void
verify(struct certificate_store *store, X509 *leaf, STACK_OF(X509) * sent)
{
	X509_STORE_CTX *context = X509_STORE_CTX_new();
	struct certificate_facts facts = { .seen = false };
	struct examination examination = {
		.facts = &facts,
		.name = "mail.example",
	};

	fuzz_assert(
	    X509_STORE_CTX_init(
		context, certificate_store_x509(store), leaf, sent) == 1 &&
		X509_STORE_CTX_set_default(context, "ssl_server") == 1 &&
		X509_VERIFY_PARAM_set1_host(X509_STORE_CTX_get0_param(context),
		    examination.name, 0) == 1,
	    "a verification is prepared");
	X509_STORE_CTX_set_verify_cb(context, certificate_note_fault);
	(void)X509_STORE_CTX_set_app_data(context, &examination);
	(void)X509_VERIFY_PARAM_set_flags(
	    X509_STORE_CTX_get0_param(context), X509_V_FLAG_PARTIAL_CHAIN);
	fuzz_assert(X509_verify_cert(context) != 1 || facts.fault_count > 0,
	    "a stranger is not trusted");
	certificate_note_issuers(context);
	for (size_t i = 0; i < facts.fault_count; i++)
		fuzz_assert_printable(
		    facts.faults[i].text, strlen(facts.faults[i].text));
	X509_STORE_CTX_free(context);
}

static void
pin(X509 *leaf)
{
	struct certificate_pin zero = { { 0 } };
	struct buf why = BUF_INIT(CERTIFICATE_TEXT_SIZE);

	fuzz_assert(
	    !certificate_pin_fits(leaf, &zero, 1, &why), "no digest is zero");
	fuzz_assert_printable(buf_string(&why), why.len);
	buf_free(&why);
}

/* The input is a chain: certificates in DER, one behind the other. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	const uint8_t *at = bytes, *end = bytes + len;
	struct certificate_trust trust = { .file = NULL };
	struct error error = { 0 };
	struct certificate_store *store;
	STACK_OF(X509) *sent = sk_X509_new_null();
	X509 *one;

	if (len > 65535)
		return 0;
	store = certificate_store_open(&trust, &error);
	fuzz_assert(store != NULL && sent != NULL, "a store");
	while (sk_X509_num(sent) < 4) {
		one = d2i_X509(NULL, &at, (long)(end - at));
		if (one == NULL || sk_X509_push(sent, one) <= 0)
			break;
		show(one);
	}
	if (sk_X509_num(sent) > 0) {
		verify(store, sk_X509_value(sent, 0), sent);
		pin(sk_X509_value(sent, 0));
	}
	sk_X509_pop_free(sent, X509_free);
	certificate_store_free(store);
	return 0;
}
