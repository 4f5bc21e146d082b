#ifndef MECHANISMS_H
#define MECHANISMS_H

#include "sasl.h"

/* The table of mechanisms, in order of preference: strongest first. */
/* clang-format off */
#define SASL_MECHANISMS(row) \
	row(sasl_external)           /* RFC 4422 A */ \
	row(sasl_scram_sha_512_plus) /* RFC 5802, with RFC 9266 */ \
	row(sasl_scram_sha_256_plus) /* RFC 7677 */ \
	row(sasl_scram_sha_1_plus)   /* RFC 5802 */ \
	row(sasl_scram_sha_512) \
	row(sasl_scram_sha_256) \
	row(sasl_scram_sha_1) \
	row(sasl_digest_md5)         /* RFC 2831 */ \
	row(sasl_cram_md5)           /* RFC 2195 */ \
	row(sasl_plain)              /* RFC 4616 */ \
	row(sasl_login)              /* draft-murchison-sasl-login */ \
	row(sasl_oauthbearer)        /* RFC 7628 */ \
	row(sasl_xoauth2) \
	row(sasl_anonymous)          /* RFC 4505 */
/* clang-format on */

#define SASL_DECLARE(name) extern const struct sasl_mechanism name;
SASL_MECHANISMS(SASL_DECLARE)

#endif
