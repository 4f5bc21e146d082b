/* The TLS versions and ciphers that the user allows. */
#include "tls_policy.h"

#include <openssl/ssl.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "text.h"

/* Bytes of each half of a list. */
#define LIST_LIMIT ((size_t)4096)

_Static_assert(TLS_1_0 == TLS1_VERSION && TLS_1_3 == TLS1_3_VERSION,
    "the numbers are OpenSSL's, too");

enum tls_version
tls_version_find(const char *text)
{
	if (strlen(text) != 3 || strncmp(text, "1.", 2) != 0 || text[2] < '0' ||
	    text[2] > '3')
		return TLS_ANY;
	return (enum tls_version)(TLS_1_0 + (text[2] - '0'));
}

static void
add_to_list(struct buf *list, const char *word)
{
	(void)buf_puts(list, list->len > 0 ? ":" : "");
	(void)buf_puts(list, word);
}

/* Adds the word to the ciphers or to the suites: OpenSSL tells which of them it
 * knows.  Operators before a name, and words such as "@STRENGTH", belong to the
 * ciphers of TLS 1.2. */
static int
sort_cipher(SSL *scratch, const char *word, struct buf *ciphers,
    struct buf *suites, struct error *error)
{
	const char *name = word + strspn(word, "!-+");

	if (SSL_set_ciphersuites(scratch, word) == 1)
		add_to_list(suites, word);
	else if (word[0] == '@' || SSL_set_cipher_list(scratch, name) == 1)
		add_to_list(ciphers, word);
	else
		return error_set(error, ERROR_USAGE,
		    "OpenSSL knows no TLS cipher \"%s\" (\"openssl ciphers\" lists "
		    "them)",
		    word);
	return 0;
}

int
tls_ciphers_sort(const char *all, struct buf *ciphers, struct buf *suites,
    struct error *error)
{
	SSL_CTX *context = SSL_CTX_new(TLS_client_method());
	SSL *scratch = context == NULL ? NULL : SSL_new(context);
	char *copy = memory_copy(all), *list = copy, *word;
	int rc = 0;

	if (scratch == NULL)
		rc = error_set(error, ERROR_USAGE,
		    "OpenSSL cannot start: its configuration or a provider "
		    "is broken");
	else if (strlen(all) > LIST_LIMIT)
		rc = error_set(
		    error, ERROR_USAGE, "a list of TLS ciphers is too long");
	/* OpenSSL accepts these separators as well as ":". */
	for (char *c = list; *c != '\0'; c++)
		if (strchr(",; ", *c) != NULL)
			*c = ':';
	for (word = text_next(&list, ':'); rc == 0 && word != NULL;
	     word = text_next(&list, ':'))
		if (word[0] != '\0')
			rc = sort_cipher(scratch, word, ciphers, suites, error);
	SSL_free(scratch);
	SSL_CTX_free(context);
	free(copy);
	if (rc == 0 && ciphers->len == 0 && suites->len == 0)
		return error_set(error, ERROR_USAGE,
		    "a list of TLS ciphers has no name in it");
	return rc;
}

static int
apply_ciphers(SSL *ssl, const char *list, struct error *error)
{
	struct buf ciphers = BUF_INIT(LIST_LIMIT),
		   suites = BUF_INIT(LIST_LIMIT);
	int rc = tls_ciphers_sort(list, &ciphers, &suites, error);

	if (rc == 0 && suites.len > 0 &&
	    SSL_set_ciphersuites(ssl, buf_string(&suites)) != 1)
		rc = -1;
	if (rc == 0 && ciphers.len > 0 &&
	    SSL_set_cipher_list(ssl, buf_string(&ciphers)) != 1)
		rc = -1;
	if (rc == -1)
		(void)error_set(error, ERROR_USAGE,
		    "no TLS cipher is left of this list: %s", list);
	buf_free(&ciphers);
	buf_free(&suites);
	return rc;
}

int
tls_policy_apply(SSL *ssl, const struct tls_policy *policy, struct error *error)
{
	int min = policy->min == TLS_ANY ? TLS_1_2 : (int)policy->min;

	/* Without a maximum of the user that of the system's policy stays. */
	if (SSL_set_min_proto_version(ssl, min) != 1 ||
	    (policy->max != TLS_ANY &&
		SSL_set_max_proto_version(ssl, (int)policy->max) != 1))
		return error_set(error, ERROR_USAGE,
		    "this OpenSSL does not speak these versions of TLS");
	/* OpenSSL 3 speaks TLS 1.0 and 1.1 only at level 0. */
	if (min < TLS_1_2)
		SSL_set_security_level(ssl, 0);
	if (policy->ciphers == NULL)
		return 0;
	return apply_ciphers(ssl, policy->ciphers, error);
}
