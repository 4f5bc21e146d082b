#ifndef TOKEN_SOURCE_DATA_H
#define TOKEN_SOURCE_DATA_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "error.h"
#include "token_entry.h"
#include "token_grants.h"
#include "token_keys.h"

/* The most bytes of the ini file, and of each file that it names. */
#define TOKEN_FILE_LIMIT ((size_t)64 * 1024)

/* The most param.NAME. */
#define TOKEN_PARAMS_MAX 32

/* A value of the ini file. */
struct token_value {
	struct buf text;   /* empty: the key is not there */
	unsigned int line; /* 0: the key is not there */
};

/* A further field of the form. */
struct token_param {
	struct buf name, value;
};

/* What --oauth names, read and checked. */
struct token_source {
	char *path;
	struct token_value values[TOKEN_KEY_COUNT];
	struct token_param params[TOKEN_PARAMS_MAX];
	size_t param_count;

	/* Set by token_check(). */
	const struct token_provider *provider; /* or NULL */
	const struct token_grant *grant;
	struct buf endpoint;    /* empty: the service account has it */
	struct buf scope;       /* or empty */
	double renew_before;    /* seconds */
	int64_t secret_expires; /* days since 1970; -1: not known */

	/* Set by token_files_read(). */
	struct buf secret;      /* of the client, or empty */
	struct buf certificate; /* PEM, or empty */
	struct buf key;         /* PEM: of the client or the service account */
	struct buf issuer, key_id; /* of the service account */
	struct buf audience;       /* of its assertion, or empty */

	char *user; /* see token_source_set_user() */

	/* What token_get() remembers; all threads may look here. */
	pthread_mutex_t lock;
	struct token_entry entry;
};

/* The value of a key; NULL: it is not there. */
const char *token_source_value(const struct token_source *, enum token_key);

/* Does the client send its secret by HTTP Basic (RFC 6749 2.3.1)? */
bool token_source_uses_basic(const struct token_source *);

/* May a further field of this name have a secret in it, as "password" and
 * "api_key"? */
bool token_source_is_secret(const char *name);

/* A source without anything in it; free it with token_source_free(). */
struct token_source *token_source_new(const char *path);

#endif
