/* Judges a stapled OCSP answer. */
#include "certificate_status.h"

#include <openssl/ocsp.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>

#include "certificate_dates.h"

/* Seconds by which the clocks of two hosts may differ. */
#define SKEW 300

static bool
status_fail(struct buf *words, const char *text)
{
	(void)buf_puts(words, text);
	return false;
}

/* The signer must lead to the issuer.  Whether the issuer is trusted is judged
 * with the chain. */
static bool
is_signed(OCSP_BASICRESP *answer, X509 *issuer)
{
	STACK_OF(X509) *certificates = sk_X509_new_null();
	X509_STORE *store = X509_STORE_new();
	bool good = certificates != NULL && store != NULL &&
		    sk_X509_push(certificates, issuer) > 0 &&
		    X509_STORE_add_cert(store, issuer) == 1 &&
		    X509_STORE_set_flags(store, X509_V_FLAG_PARTIAL_CHAIN) == 1;

	good = good && OCSP_basic_verify(
			   answer, certificates, store, OCSP_NOEXPLICIT) == 1;
	X509_STORE_free(store);
	sk_X509_free(certificates);
	return good;
}

/* What an answer says about one certificate (RFC 6960 4.2.1). */
struct single_response {
	int status, reason;
	ASN1_GENERALIZEDTIME *revoked, *this_update, *next_update;
};

/* Responders name a certificate by SHA-1, newer ones by SHA-256 (RFC 9654). */
static bool
find_single_response(OCSP_BASICRESP *answer, X509 *leaf, X509 *issuer,
    struct single_response *single)
{
	const EVP_MD *hashes[] = { EVP_sha1(), EVP_sha256() };
	bool found = false;

	for (size_t i = 0; i < sizeof(hashes) / sizeof(hashes[0]); i++) {
		OCSP_CERTID *id = OCSP_cert_to_id(hashes[i], leaf, issuer);

		found = found || (id != NULL &&
				     OCSP_resp_find_status(answer, id,
					 &single->status, &single->reason,
					 &single->revoked, &single->this_update,
					 &single->next_update) == 1);
		OCSP_CERTID_free(id);
	}
	return found;
}

static bool
status_fail_revoked(struct buf *words, const ASN1_TIME *when, int reason)
{
	(void)buf_puts(words, "the certificate was revoked on ");
	certificate_put_time(words, when);
	if (reason != OCSP_REVOKED_STATUS_NOSTATUS)
		(void)buf_printf(words, " (%s)", OCSP_crl_reason_str(reason));
	return false;
}

static bool
status_fail_date(struct buf *words, const ASN1_TIME *next_update)
{
	double seconds =
	    next_update == NULL ? 0 : certificate_seconds_until(next_update);

	if (next_update == NULL)
		return status_fail(
		    words, "the OCSP answer does not say how long it is valid");
	if (seconds > 0)
		return status_fail(words, "the OCSP answer is not yet valid");
	(void)buf_puts(words, "the OCSP answer expired ");
	certificate_put_span(words, -seconds);
	return status_fail(words, " ago");
}

/* A revocation counts, even if the answer has expired. */
static bool
judge_single_response(const struct single_response *single, struct buf *words)
{
	if (single->status == V_OCSP_CERTSTATUS_REVOKED)
		return status_fail_revoked(
		    words, single->revoked, single->reason);
	if (single->next_update == NULL ||
	    OCSP_check_validity(
		single->this_update, single->next_update, SKEW, -1) != 1)
		return status_fail_date(words, single->next_update);
	if (single->status != V_OCSP_CERTSTATUS_GOOD)
		return status_fail(
		    words, "the OCSP answer does not know the certificate");
	(void)buf_puts(words, "good for ");
	certificate_put_span(
	    words, certificate_seconds_until(single->next_update));
	return true;
}

static bool
judge_answer(
    OCSP_BASICRESP *answer, X509 *leaf, X509 *issuer, struct buf *words)
{
	struct single_response single;

	if (issuer == NULL)
		return status_fail(words,
		    "the OCSP answer cannot be verified without the issuer");
	if (!is_signed(answer, issuer))
		return status_fail(words,
		    "the OCSP answer is not signed by the "
		    "certificate's issuer");
	if (!find_single_response(answer, leaf, issuer, &single))
		return status_fail(
		    words, "the OCSP answer is about another certificate");
	return judge_single_response(&single, words);
}

static bool
judge_response(
    OCSP_RESPONSE *response, X509 *leaf, X509 *issuer, struct buf *words)
{
	int status = OCSP_response_status(response);
	OCSP_BASICRESP *answer;
	bool good;

	if (status != OCSP_RESPONSE_STATUS_SUCCESSFUL) {
		(void)buf_printf(words, "the OCSP answer is an error: %s",
		    OCSP_response_status_str(status));
		return false;
	}
	answer = OCSP_response_get1_basic(response);
	if (answer == NULL)
		return status_fail(words, "the OCSP answer cannot be read");
	good = judge_answer(answer, leaf, issuer, words);
	OCSP_BASICRESP_free(answer);
	return good;
}

bool
certificate_status_is_good(const unsigned char *der, long len, X509 *leaf,
    X509 *issuer, struct buf *words)
{
	OCSP_RESPONSE *response;
	bool good;

	if (len <= 0)
		return status_fail(words, "the server sends no OCSP answer");
	response = d2i_OCSP_RESPONSE(NULL, &der, len);
	if (response == NULL)
		return status_fail(words, "the OCSP answer cannot be read");
	good = judge_response(response, leaf, issuer, words);
	OCSP_RESPONSE_free(response);
	return good;
}
