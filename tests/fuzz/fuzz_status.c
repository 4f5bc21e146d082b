#include <openssl/x509.h>
#include <string.h>

#include "certificate_status.h"
#include "fuzz.h"

/* The input is a certificate, its issuer and the OCSP answer that was stapled,
 * in DER, one behind the other. */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	const uint8_t *at = bytes, *end = bytes + len;
	struct buf words = BUF_INIT(1024);
	X509 *leaf, *issuer = NULL;
	bool good;

	if (len > 65535)
		return 0;
	leaf = d2i_X509(NULL, &at, (long)(end - at));
	if (leaf != NULL)
		issuer = d2i_X509(NULL, &at, (long)(end - at));
	if (issuer != NULL) {
		good = certificate_status_is_good(
		    at, (long)(end - at), leaf, issuer, &words);
		fuzz_assert(words.len > 0, "there are words");
		fuzz_assert(
		    good == (strncmp(buf_string(&words), "good for ", 9) == 0),
		    "the words fit");
		fuzz_assert_printable(buf_string(&words), words.len);
	}
	X509_free(leaf);
	X509_free(issuer);
	buf_free(&words);
	return 0;
}
