/* Compares a certificate with the digests that the user gives. */
#include "certificate_pin.h"

#include <openssl/evp.h>
#include <openssl/x509.h>
#include <string.h>

#include "text.h"

#define PREFIX "sha256:"

static int
hex_digit(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = NULL;

	if (c >= 'A' && c <= 'F')
		c = (char)(c - 'A' + 'a');
	if (c != '\0')
		at = strchr(digits, c);
	return at == NULL ? -1 : (int)(at - digits);
}

int
certificate_pin_parse(struct certificate_pin *pin, const char *text)
{
	size_t size = sizeof(pin->digest);

	if (!text_starts(text, strlen(text), PREFIX))
		return -1;
	text += strlen(PREFIX);
	for (size_t i = 0; i < size; i++) {
		int high, low;

		if (i > 0 && *text == ':')
			text++;
		high = hex_digit(text[0]);
		low = high == -1 ? -1 : hex_digit(text[1]);
		if (low == -1)
			return -1;
		pin->digest[i] = (unsigned char)(high << 4 | low);
		text += 2;
	}
	return *text == '\0' ? 0 : -1;
}

int
certificate_pin_make(X509 *certificate, struct certificate_pin *whole,
    struct certificate_pin *key)
{
	unsigned char *der = NULL;
	int len = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &der);
	int rc = -1;

	if (len > 0 &&
	    EVP_Digest(
		der, (size_t)len, key->digest, NULL, EVP_sha256(), NULL) == 1 &&
	    X509_digest(certificate, EVP_sha256(), whole->digest, NULL) == 1)
		rc = 0;
	OPENSSL_free(der);
	return rc;
}

void
certificate_pin_put(
    struct buf *out, const char *before, const struct certificate_pin *pin)
{
	(void)buf_puts(out, before);
	for (size_t i = 0; i < sizeof(pin->digest); i++)
		(void)buf_printf(out, "%02x", pin->digest[i]);
}

static bool
is_same_pin(
    const struct certificate_pin *one, const struct certificate_pin *other)
{
	return memcmp(one->digest, other->digest, sizeof(one->digest)) == 0;
}

bool
certificate_pin_fits(X509 *certificate, const struct certificate_pin *pins,
    size_t pin_count, struct buf *why)
{
	struct certificate_pin whole, key;

	if (certificate_pin_make(certificate, &whole, &key) == -1) {
		(void)buf_puts(why, "the certificate has no digest to pin");
		return false;
	}
	for (size_t i = 0; i < pin_count; i++)
		if (is_same_pin(&pins[i], &whole) ||
		    is_same_pin(&pins[i], &key))
			return true;
	certificate_pin_put(
	    why, "the certificate is not pinned: it is " PREFIX, &whole);
	certificate_pin_put(why, ", and its key " PREFIX, &key);
	return false;
}
