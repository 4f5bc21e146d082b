/* Finds what is unusual in the certificate of a server. */
#include "certificate_oddities.h"

#include <openssl/asn1.h>
#include <openssl/x509v3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Octets of a serial number (RFC 5280 4.1.2.2). */
#define SERIAL_SIZE 20

static bool
is_old(X509 *certificate)
{
	return X509_get_version(certificate) != X509_VERSION_3;
}

static bool
is_ca(X509 *certificate)
{
	return (X509_get_extension_flags(certificate) & EXFLAG_CA) != 0;
}

static bool
may_sign(X509 *certificate)
{
	return (X509_get_extension_flags(certificate) & EXFLAG_KUSAGE) != 0 &&
	       (X509_get_key_usage(certificate) & KU_KEY_CERT_SIGN) != 0;
}

/* OpenSSL then finds no issuer for it, and says no more. */
static bool
is_invalid(X509 *certificate)
{
	return (X509_get_extension_flags(certificate) & EXFLAG_INVALID) != 0;
}

static bool
has_any_purpose(X509 *certificate)
{
	return (X509_get_extension_flags(certificate) & EXFLAG_XKUSAGE) != 0 &&
	       (X509_get_extended_key_usage(certificate) & XKU_ANYEKU) != 0;
}

static bool
has_constraints(X509 *certificate)
{
	return X509_get_ext_by_NID(certificate, NID_name_constraints, -1) >= 0;
}

/* A SAN without a name is an empty SEQUENCE, of two octets. */
static bool
has_no_name(X509 *certificate)
{
	int at = X509_get_ext_by_NID(certificate, NID_subject_alt_name, -1);

	return at < 0 || ASN1_STRING_length(X509_EXTENSION_get_data(
			     X509_get_ext(certificate, at))) <= 2;
}

static bool
has_zero_serial(X509 *certificate)
{
	int64_t number = 0;

	return ASN1_INTEGER_get_int64(
		   &number, X509_get0_serialNumber(certificate)) == 1 &&
	       number == 0;
}

static bool
has_negative_serial(X509 *certificate)
{
	return ASN1_STRING_type(X509_get0_serialNumber(certificate)) ==
	       V_ASN1_NEG_INTEGER;
}

/* A number whose first bit is set has one more octet before it. */
static bool
has_long_serial(X509 *certificate)
{
	const ASN1_INTEGER *serial = X509_get0_serialNumber(certificate);
	int len = ASN1_STRING_length(serial);

	if (len == SERIAL_SIZE)
		return (ASN1_STRING_get0_data(serial)[0] & 0x80) != 0;
	return len > SERIAL_SIZE;
}

static const struct {
	bool (*has)(X509 *);
	const char *text;
} oddities[] = {
	{ is_old, "it is not of version 3" },
	{ is_invalid, "an extension of it cannot be read" },
	{ is_ca, "it is the certificate of a CA" },
	{ may_sign, "its key may sign certificates" },
	{ has_any_purpose, "it is for any use" },
	{ has_constraints, "it has name constraints" },
	{ has_no_name, "it has no SAN" },
	{ has_zero_serial, "its serial number is zero" },
	{ has_negative_serial, "its serial number is negative" },
	{ has_long_serial, "its serial number is longer than 20 octets" },
};

void
certificate_put_oddities(X509 *certificate, struct buf *out)
{
	size_t before = out->len;

	for (size_t i = 0; i < sizeof(oddities) / sizeof(oddities[0]); i++)
		if (oddities[i].has(certificate))
			(void)buf_printf(out, "%s%s",
			    out->len > before ? ", " : "", oddities[i].text);
}
