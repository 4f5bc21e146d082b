#ifndef TOKEN_GRANTS_H
#define TOKEN_GRANTS_H

#include <stdbool.h>
#include <stddef.h>

#include "signer.h"

/* The ways to a token; a bit each. */
enum token_grant_bit {
	TOKEN_CLIENT_CREDENTIALS = 1, /* RFC 6749 4.4 */
	TOKEN_REFRESH_TOKEN = 2,      /* RFC 6749 6 */
	TOKEN_JWT_BEARER = 4,         /* RFC 7523 2.1 */
	TOKEN_ANY_GRANT = 7,
};

struct token_grant {
	enum token_grant_bit bit;
	const char *name; /* in the ini file */
	const char *type; /* the value of the field grant_type */
};

/* Who gives tokens. */
struct token_provider {
	const char *name;
	const char *before, *behind; /* the endpoint's parts around the tenant;
				      * NULL: there are no tenants */
	/* The scope for each grant that the provider knows. */
	const char *client_scope, *refresh_scope, *bearer_scope;
	enum signature signature; /* of assertions */
	bool keeps_refresh_token; /* it never sends another one */
};

/* The row of this name; NULL: there is none. */
const struct token_grant *token_grant_find(const char *name);
const struct token_provider *token_provider_find(const char *name);

/* The scope to ask for; NULL: the provider does not know the grant. */
const char *token_provider_scope(
    const struct token_provider *, const struct token_grant *);

#endif
