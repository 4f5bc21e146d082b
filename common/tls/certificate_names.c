/* Prints the names in a certificate. */
#include "certificate_names.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/bio.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

/* The most names of a certificate that a mismatch lists. */
#define NAMES_SHOWN 4

void
certificate_put_whole_name(X509_NAME *name, size_t most, struct buf *out)
{
	BIO *bio = BIO_new(BIO_s_mem());
	char *line = NULL;
	long len;

	if (bio == NULL)
		return;
	(void)X509_NAME_print_ex(bio, name, 0,
	    XN_FLAG_RFC2253 & ~(unsigned long)ASN1_STRFLGS_ESC_MSB);
	len = BIO_get_mem_data(bio, &line);
	if (len > 0)
		(void)buf_put_printable(out, line, (size_t)len, most);
	BIO_free(bio);
}

void
certificate_put_name(X509_NAME *name, struct buf *out)
{
	int at = X509_NAME_get_index_by_NID(name, NID_commonName, -1);
	unsigned char *text = NULL;
	int len = -1;

	if (at >= 0)
		len = ASN1_STRING_to_UTF8(&text,
		    X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
	if (len > 0)
		(void)buf_put_printable(
		    out, text, (size_t)len, CERTIFICATE_NAME_SHOWN);
	else
		certificate_put_whole_name(name, CERTIFICATE_NAME_SHOWN, out);
	OPENSSL_free(text);
}

/* An address that is written as a DNS name is an easy mistake, and it looks
 * right: the text points it out. */
static void
put_dns_name(const ASN1_STRING *value, struct buf *out)
{
	const unsigned char *bytes = ASN1_STRING_get0_data(value);
	size_t len = (size_t)ASN1_STRING_length(value);
	size_t before = out->len;
	struct in6_addr ignored;

	(void)buf_put_printable(out, bytes, len, CERTIFICATE_NAME_SHOWN);
	if (inet_pton(AF_INET, buf_string(out) + before, &ignored) == 1 ||
	    inet_pton(AF_INET6, buf_string(out) + before, &ignored) == 1)
		(void)buf_puts(out, " (as a DNS name)");
}

static void
put_ip_address(const ASN1_STRING *value, struct buf *out)
{
	char text[INET6_ADDRSTRLEN];
	int family = ASN1_STRING_length(value) == 4 ? AF_INET : AF_INET6;

	if ((family == AF_INET || ASN1_STRING_length(value) == 16) &&
	    inet_ntop(family, ASN1_STRING_get0_data(value), text,
		sizeof(text)) != NULL)
		(void)buf_puts(out, text);
	else
		(void)buf_puts(out, "a broken address");
}

bool
certificate_is_identity(const GENERAL_NAME *name)
{
	return name->type == GEN_DNS || name->type == GEN_IPADD;
}

void
certificate_put_identity(const GENERAL_NAME *name, struct buf *out)
{
	if (name->type == GEN_DNS)
		put_dns_name(name->d.dNSName, out);
	else
		put_ip_address(name->d.iPAddress, out);
}

void
certificate_put_identities(X509 *certificate, struct buf *out)
{
	GENERAL_NAMES *names =
	    X509_get_ext_d2i(certificate, NID_subject_alt_name, NULL, NULL);
	int count = names == NULL ? 0 : sk_GENERAL_NAME_num(names);
	int found = 0;

	for (int i = 0; i < count; i++) {
		const GENERAL_NAME *name = sk_GENERAL_NAME_value(names, i);

		if (!certificate_is_identity(name) || ++found > NAMES_SHOWN)
			continue;
		(void)buf_puts(out, found > 1 ? ", " : "");
		certificate_put_identity(name, out);
	}
	if (found == 0)
		(void)buf_puts(out, "no name at all (it has no SAN)");
	else if (found > NAMES_SHOWN)
		(void)buf_printf(out, " and %d more", found - NAMES_SHOWN);
	GENERAL_NAMES_free(names);
}
