/* The group of a key exchange. */
#include "tls_group.h"

#include <openssl/objects.h>
#include <openssl/ssl.h>
#include <stddef.h>

/* A group that an algorithm's provider brings, such as a hybrid one with
 * ML-KEM, has no number in OpenSSL's table of objects. */
static const char *
name_of_provider(SSL *ssl)
{
#if OPENSSL_VERSION_NUMBER >= 0x30200000L
	return SSL_get0_group_name(ssl);
#else
	(void)ssl;
	return NULL;
#endif
}

const char *
tls_group(SSL *ssl)
{
	int nid = (int)SSL_get_negotiated_group(ssl);
	const char *name = NULL;

	if (nid == NID_undef)
		return "";
	if ((nid & TLSEXT_nid_unknown) == 0)
		name = OBJ_nid2sn(nid);
	if (name == NULL)
		name = name_of_provider(ssl);
	return name == NULL ? "" : name;
}
