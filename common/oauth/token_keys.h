#ifndef TOKEN_KEYS_H
#define TOKEN_KEYS_H

#include <stddef.h>

#include "token_grants.h"

/* The keys of the section [oauth]: the name, and the grants with which the key
 * has a meaning. */
/* clang-format off */
#define TOKEN_KEYS(row) \
	row(PROVIDER,             "provider",             TOKEN_ANY_GRANT) \
	row(TENANT,               "tenant",               TOKEN_ANY_GRANT) \
	row(ENDPOINT,             "token_endpoint",       TOKEN_ANY_GRANT) \
	row(GRANT,                "grant",                TOKEN_ANY_GRANT) \
	row(CLIENT_ID,            "client_id",            TOKEN_ANY_GRANT) \
	row(CLIENT_SECRET,        "client_secret",        TOKEN_ANY_GRANT) \
	row(CLIENT_SECRET_FILE,   "client_secret_file",   TOKEN_ANY_GRANT) \
	row(CLIENT_CERTIFICATE,   "client_certificate",   TOKEN_ANY_GRANT) \
	row(CLIENT_KEY,           "client_key",           TOKEN_ANY_GRANT) \
	row(AUTH_STYLE,           "auth_style",           TOKEN_ANY_GRANT) \
	row(REFRESH_TOKEN_FILE,   "refresh_token_file",   TOKEN_REFRESH_TOKEN) \
	row(SERVICE_ACCOUNT_FILE, "service_account_file", TOKEN_JWT_BEARER) \
	row(SCOPE,                "scope",                TOKEN_ANY_GRANT) \
	row(SUBJECT,              "subject",              TOKEN_JWT_BEARER) \
	row(PROXY,                "proxy",                TOKEN_ANY_GRANT) \
	row(CA_FILE,              "ca_file",              TOKEN_ANY_GRANT) \
	row(SECRET_EXPIRES,       "secret_expires",       TOKEN_ANY_GRANT) \
	row(RENEW_BEFORE,         "renew_before",         TOKEN_ANY_GRANT) \
	row(CACHE,                "cache",                TOKEN_ANY_GRANT)
/* clang-format on */

#define TOKEN_KEY_ID(id, name, grants) TOKEN_KEY_##id,
enum token_key {
	TOKEN_KEYS(TOKEN_KEY_ID) TOKEN_KEY_COUNT
};

struct token_key_row {
	const char *name;
	unsigned int grants; /* of enum token_grant_bit */
};

extern const struct token_key_row token_keys[TOKEN_KEY_COUNT];

/* The key of this name; TOKEN_KEY_COUNT: there is none. */
enum token_key token_key_find(const char *name, size_t len);

#endif
