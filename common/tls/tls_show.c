/* Prints a TLS session for an administrator. */
#include "tls_show.h"

#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <string.h>

#include "certificate_names.h"
#include "certificate_show.h"
#include "stream_tls.h"
#include "tls_group.h"

/* Characters of a protocol's name or of a CA's. */
#define NAME_SHOWN 100
/* The most CAs that are shown, of those whose certificates are accepted. */
#define CAS_SHOWN 20

/* OpenSSL gives the server's key of the exchange, but not that of ML-KEM: there
 * only the group is known. */
static void
show_key_exchange(SSL *ssl, struct buf *out)
{
	EVP_PKEY *key = NULL;
	char group[64] = "";
	const char *type;
	size_t ignored;

	if (SSL_get_peer_tmp_key(ssl, &key) != 1) {
		if (tls_group(ssl)[0] != '\0')
			(void)buf_printf(
			    out, ", key exchange %s", tls_group(ssl));
		return;
	}
	(void)EVP_PKEY_get_group_name(key, group, sizeof(group), &ignored);
	type = EVP_PKEY_get0_type_name(key);
	(void)buf_printf(out, ", key exchange %s%s%s of %d bits",
	    type == NULL ? "of an unknown kind" : type,
	    group[0] == '\0' ? "" : " ", group, EVP_PKEY_get_bits(key));
	EVP_PKEY_free(key);
}

/* How the server proved that it has the key of its certificate. */
static void
show_signature(SSL *ssl, struct buf *out)
{
	int type = NID_undef, digest = NID_undef;

	if (SSL_get_peer_signature_type_nid(ssl, &type) != 1)
		return;
	(void)buf_printf(out, ", signed with %s",
	    type == NID_X9_62_id_ecPublicKey ? "ECDSA" : OBJ_nid2sn(type));
	if (SSL_get_peer_signature_nid(ssl, &digest) == 1 &&
	    digest != NID_undef)
		(void)buf_printf(out, " and %s", OBJ_nid2sn(digest));
}

static void
show_agreement(SSL *ssl, struct buf *out)
{
	if (SSL_get_current_cipher(ssl) == NULL) {
		(void)buf_puts(out, "tls: nothing was agreed on\n");
		return;
	}
	(void)buf_printf(
	    out, "tls: %s, %s", SSL_get_version(ssl), SSL_get_cipher_name(ssl));
	show_key_exchange(ssl, out);
	show_signature(ssl, out);
	(void)buf_putc(out, '\n');
	if (SSL_version(ssl) < TLS1_3_VERSION)
		(void)buf_printf(out,
		    "tls: secure renegotiation: %s, extended master secret: "
		    "%s\n",
		    SSL_get_secure_renegotiation_support(ssl) == 1 ? "yes"
								   : "no",
		    SSL_get_extms_support(ssl) == 1 ? "yes" : "no");
}

/* The session is always new, and no ALPN protocol is offered (RFC 7301). */
static void
show_session(SSL *ssl, const char *server_name, struct buf *out)
{
	const SSL_SESSION *session = SSL_get_session(ssl);
	const char *name = server_name == NULL ? "none" : server_name;
	const unsigned char *answer = NULL;
	long size = SSL_get_tlsext_status_ocsp_resp(ssl, &answer);

	(void)buf_puts(out, "tls: new session, server name asked for: ");
	(void)buf_put_printable(out, name, strlen(name), NAME_SHOWN);
	if (session != NULL && SSL_SESSION_has_ticket(session) == 1)
		(void)buf_printf(out, ", ticket for %lu seconds",
		    SSL_SESSION_get_ticket_lifetime_hint(session));
	else
		(void)buf_puts(out, ", no ticket");
	if (size > 0)
		(void)buf_printf(
		    out, ", OCSP answer of %ld bytes stapled\n", size);
	else
		(void)buf_puts(out, ", no OCSP answer stapled\n");
}

/* The server may ask for a client certificate, and name the CAs it accepts. */
static void
show_client_cas(SSL *ssl, struct buf *out)
{
	const STACK_OF(X509_NAME) *names = SSL_get0_peer_CA_list(ssl);
	int count = names == NULL ? 0 : sk_X509_NAME_num(names);

	for (int i = 0; i < count && i < CAS_SHOWN; i++) {
		(void)buf_puts(out, "tls: client certificates may be from ");
		certificate_put_whole_name(
		    sk_X509_NAME_value(names, i), NAME_SHOWN, out);
		(void)buf_putc(out, '\n');
	}
	if (count > CAS_SHOWN)
		(void)buf_printf(
		    out, "tls: or from %d more CAs\n", count - CAS_SHOWN);
}

void
tls_show(struct stream *stream, const struct tls_config *config)
{
	SSL *ssl = stream_tls_session(stream);
	STACK_OF(X509) *sent = SSL_get_peer_cert_chain(ssl);
	int count = sent == NULL ? 0 : sk_X509_num(sent);
	struct buf *out = config->details;
	uintmax_t in = 0, written = 0;

	show_agreement(ssl, out);
	show_session(ssl, config->server_name, out);
	show_client_cas(ssl, out);
	stream_tls_count(stream, &in, &written);
	(void)buf_printf(out,
	    "tls: %ju bytes read, %ju bytes written, %d certificates sent\n",
	    in, written, count);
	for (int i = 0; i < count; i++)
		certificate_show(sk_X509_value(sent, i), i, out);
}
