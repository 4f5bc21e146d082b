/* Prints a certificate for an administrator. */
#include "certificate_show.h"

#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/x509v3.h>

#include "certificate_dates.h"
#include "certificate_names.h"
#include "certificate_pin.h"

/* Characters of a name, and bytes after which a new line of names begins. */
#define NAME_SHOWN 400
#define LINE_WIDTH 100

static void
put_number(struct buf *out, int number)
{
	(void)buf_printf(out, "cert %d: ", number);
}

static void
show_name(const char *what, X509_NAME *name, int number, struct buf *out)
{
	put_number(out, number);
	(void)buf_printf(out, "%s ", what);
	certificate_put_whole_name(name, NAME_SHOWN, out);
	(void)buf_putc(out, '\n');
}

static void
show_dates(X509 *certificate, int number, struct buf *out)
{
	put_number(out, number);
	(void)buf_puts(out, "valid from ");
	certificate_put_time(out, X509_get0_notBefore(certificate));
	(void)buf_puts(out, " to ");
	certificate_put_time(out, X509_get0_notAfter(certificate));
	(void)buf_putc(out, '\n');
}

static void
show_key(X509 *certificate, int number, struct buf *out)
{
	EVP_PKEY *key = X509_get0_pubkey(certificate);
	const char *type = key == NULL ? NULL : EVP_PKEY_get0_type_name(key);
	const char *signature = OBJ_nid2sn(X509_get_signature_nid(certificate));
	char group[64] = "";
	size_t ignored;

	put_number(out, number);
	if (type == NULL)
		(void)buf_puts(out, "key of an unknown kind");
	else {
		(void)EVP_PKEY_get_group_name(
		    key, group, sizeof(group), &ignored);
		(void)buf_printf(out, "key %s%s%s, %d bits", type,
		    group[0] == '\0' ? "" : " ", group, EVP_PKEY_get_bits(key));
	}
	(void)buf_printf(out, ", signed with %s\n",
	    signature == NULL ? "an unknown algorithm" : signature);
}

static void
show_digests(X509 *certificate, int number, struct buf *out)
{
	struct certificate_pin whole, key;

	if (certificate_pin_make(certificate, &whole, &key) == -1)
		return;
	put_number(out, number);
	certificate_pin_put(out, "sha256:", &whole);
	(void)buf_puts(out, " (certificate)\n");
	put_number(out, number);
	certificate_pin_put(out, "sha256:", &key);
	(void)buf_puts(out, " (public key)\n");
}

/* There may be a thousand names: a line has several, but stays readable. */
static void
show_identities(X509 *certificate, int number, struct buf *out)
{
	GENERAL_NAMES *names =
	    X509_get_ext_d2i(certificate, NID_subject_alt_name, NULL, NULL);
	int count = names == NULL ? 0 : sk_GENERAL_NAME_num(names);
	struct buf line = BUF_INIT(4096);

	for (int i = 0; i < count; i++) {
		const GENERAL_NAME *name = sk_GENERAL_NAME_value(names, i);

		if (!certificate_is_identity(name))
			continue;
		(void)buf_puts(&line, line.len > 0 ? ", " : "for ");
		certificate_put_identity(name, &line);
		if (line.len < LINE_WIDTH)
			continue;
		put_number(out, number);
		(void)buf_printf(out, "%s\n", buf_string(&line));
		buf_clear(&line);
	}
	if (line.len > 0) {
		put_number(out, number);
		(void)buf_printf(out, "%s\n", buf_string(&line));
	}
	buf_free(&line);
	GENERAL_NAMES_free(names);
}

void
certificate_show(X509 *certificate, int number, struct buf *out)
{
	show_name("subject", X509_get_subject_name(certificate), number, out);
	show_name("issuer", X509_get_issuer_name(certificate), number, out);
	show_dates(certificate, number, out);
	show_key(certificate, number, out);
	show_digests(certificate, number, out);
	show_identities(certificate, number, out);
}

void
certificate_show_path(STACK_OF(X509) * chain, struct buf *out)
{
	for (int i = 0; i < sk_X509_num(chain); i++) {
		X509_NAME *name =
		    X509_get_subject_name(sk_X509_value(chain, i));

		(void)buf_puts(out, i == 0 ? "path: " : ", signed by ");
		certificate_put_whole_name(name, NAME_SHOWN, out);
	}
	(void)buf_putc(out, '\n');
}
