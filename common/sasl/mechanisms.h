#ifndef MECHANISMS_H
#define MECHANISMS_H

#include "sasl.h"

/* The table of mechanisms, in order of preference: strongest first. */
/* clang-format off */
#define SASL_MECHANISMS(row) \
	row(sasl_plain) /* RFC 4616 */ \
	row(sasl_login) /* draft-murchison-sasl-login */
/* clang-format on */

#define SASL_DECLARE(name) extern const struct sasl_mechanism name;
SASL_MECHANISMS(SASL_DECLARE)

#endif
