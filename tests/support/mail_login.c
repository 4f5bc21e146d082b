#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <string.h>

#include "mail_server.h"

enum {
	SECRET_SIZE = 4096,
};

/* The number of bytes that the text stands for; -1: it is no base64. */
static int
decode(unsigned char *bytes, const char *text)
{
	size_t length = strlen(text);
	size_t padding = 0;
	int n;

	if (length == 0 || length > SECRET_SIZE || length % 4 != 0)
		return -1;
	while (padding < 2 && text[length - 1 - padding] == '=')
		padding++;
	n = EVP_DecodeBlock(bytes, (const unsigned char *)text, (int)length);
	return n == -1 ? -1 : n - (int)padding;
}

static bool
same(const unsigned char *bytes, size_t length, const char *word)
{
	return length == strlen(word) &&
	       CRYPTO_memcmp(bytes, word, length) == 0;
}

bool
mail_word_ok(const char *word, const char *text)
{
	unsigned char bytes[SECRET_SIZE];
	int n = decode(bytes, text);

	return n >= 0 && same(bytes, (size_t)n, word);
}

bool
mail_plain_ok(const struct mail_server *server, const char *text)
{
	unsigned char bytes[SECRET_SIZE];
	const unsigned char *user;
	const unsigned char *password;
	int n = decode(bytes, text);
	size_t left;

	/* RFC 4616: authzid NUL authcid NUL password */
	if (n < 2 || bytes[0] != '\0')
		return false;
	user = bytes + 1;
	left = (size_t)n - 1;
	password = memchr(user, '\0', left);
	if (password == NULL)
		return false;
	left -= (size_t)(password - user) + 1;
	return same(user, (size_t)(password - user), server->user) &&
	       same(password + 1, left, server->password);
}
