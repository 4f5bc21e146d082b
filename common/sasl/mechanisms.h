#ifndef MECHANISMS_H
#define MECHANISMS_H

#include "sasl.h"

/* The table of mechanisms, in order of preference: strongest first.  A row has
 * the mechanism, where it is specified, and sentences for the manual page: the
 * last two are for "make generate" alone, the program does not contain them.
 * Rows beside each other with the same texts share one entry of the page. */
/* clang-format off */
#define SASL_MECHANISMS(row) \
	row(sasl_external,           "RFC 4422 A", "The client certificate logs in; needs --client-cert.") \
	row(sasl_scram_sha_512_plus, SASL_SCRAM_RFC, SASL_SCRAM_PLUS_TEXT) \
	row(sasl_scram_sha_256_plus, SASL_SCRAM_RFC, SASL_SCRAM_PLUS_TEXT) \
	row(sasl_scram_sha_1_plus,   SASL_SCRAM_RFC, SASL_SCRAM_PLUS_TEXT) \
	row(sasl_scram_sha_512,      SASL_SCRAM_RFC, SASL_SCRAM_TEXT) \
	row(sasl_scram_sha_256,      SASL_SCRAM_RFC, SASL_SCRAM_TEXT) \
	row(sasl_scram_sha_1,        SASL_SCRAM_RFC, SASL_SCRAM_TEXT) \
	row(sasl_digest_md5,         "RFC 2831", "Authentication only; the realm is the server's first.") \
	row(sasl_cram_md5,           "RFC 2195", "") \
	row(sasl_plain,              "RFC 4616", "") \
	row(sasl_login,              "draft-murchison-sasl-login", "Two prompts, answered in their order whatever they say; never with an initial response.") \
	row(sasl_gssapi,             "RFC 4752", "Kerberos, without a security layer: the ticket of the default cache, or one by --keytab. By libgssapi_krb5, which is loaded for this.") \
	row(sasl_oauthbearer,        SASL_OAUTH_RFC, SASL_OAUTH_TEXT) \
	row(sasl_xoauth2,            SASL_OAUTH_RFC, SASL_OAUTH_TEXT) \
	row(sasl_anonymous,          "RFC 4505", "")
/* clang-format on */

#define SASL_SCRAM_RFC "RFC 5802 and 7677"
#define SASL_SCRAM_PLUS_TEXT                                                   \
	"Bound to the TLS session: by tls-exporter (RFC 9266) in TLS 1.3, in " \
	"TLS 1.2 by tls-unique, if there is an extended master secret."
#define SASL_SCRAM_TEXT                                                        \
	"The same without binding. The server may ask for 4096 to 1000000 "    \
	"iterations. A user name or password with non-ASCII characters is "    \
	"prepared by the rules of RFC 4013, for some characters by libidn; "   \
	"if that is not possible with certainty, the check is UNKNOWN."
#define SASL_OAUTH_RFC "RFC 7628 and its forerunner"
#define SASL_OAUTH_TEXT                                                        \
	"The password is the access token. What the server says about a "      \
	"token that it refuses is shown."

#define SASL_DECLARE(symbol, specification, text)                              \
	extern const struct sasl_mechanism symbol;
SASL_MECHANISMS(SASL_DECLARE)

/* The number of each row, and how many rows the table has. */
#define SASL_ROW(symbol, specification, text) symbol##_row,
enum {
	SASL_MECHANISMS(SASL_ROW) SASL_MECHANISM_COUNT
};

#endif
