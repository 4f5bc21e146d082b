/* Reads what a ClientHello of TLS 1.0 and 1.1 offers. */
#include "tls_offer.h"

#include <openssl/ssl.h>

/* The extension supported_groups (RFC 8422 5.1.1). */
#define SUPPORTED_GROUPS 10

/* A part of the message that is not read yet. */
struct part {
	const unsigned char *at, *end;
};

struct needed {
	unsigned int number;
	const char *name;
};

/* All that OpenSSL offers for these versions unless it is told otherwise: every
 * key exchange and key of a certificate that such a server can have, with AES
 * (RFC 3268, RFC 8422). */
static const struct needed suites[] = {
	{ 0xc00a, "ECDHE-ECDSA-AES256-SHA" },
	{ 0xc009, "ECDHE-ECDSA-AES128-SHA" },
	{ 0xc014, "ECDHE-RSA-AES256-SHA" },
	{ 0xc013, "ECDHE-RSA-AES128-SHA" },
	{ 0x0039, "DHE-RSA-AES256-SHA" },
	{ 0x0033, "DHE-RSA-AES128-SHA" },
	{ 0x0035, "AES256-SHA" },
	{ 0x002f, "AES128-SHA" },
};

static const struct needed groups[] = {
	{ 23, "the group P-256" },
	{ 24, "the group P-384" },
	{ 25, "the group P-521" },
	{ 29, "the group X25519" },
};

/* Reads a number of so many bytes.  Behind the end there are zeros. */
static size_t
read_number(struct part *from, int bytes)
{
	size_t number = 0;

	for (; bytes > 0; bytes--) {
		number <<= 8;
		if (from->at < from->end)
			number |= *from->at++;
	}
	return number;
}

/* Takes a part whose length stands before it in so many bytes; a part that is
 * not there is empty. */
static struct part
read_part(struct part *from, int bytes)
{
	size_t len = read_number(from, bytes);
	struct part part = { from->at, from->at };

	if (len <= (size_t)(from->end - from->at))
		part.end += len;
	from->at = part.end;
	return part;
}

/* The first that a list of numbers of two bytes does not have. */
static const char *
find_missing(struct part list, const struct needed *needed, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct part rest = list;
		bool found = false;

		while (!found && rest.end - rest.at >= 2)
			found = read_number(&rest, 2) == needed[i].number;
		if (!found)
			return needed[i].name;
	}
	return NULL;
}

static struct part
find_groups(struct part extensions)
{
	struct part none = { extensions.end, extensions.end };

	while (extensions.end - extensions.at >= 4) {
		size_t type = read_number(&extensions, 2);
		struct part one = read_part(&extensions, 2);

		if (type == SUPPORTED_GROUPS)
			return read_part(&one, 2);
	}
	return none;
}

const char *
tls_offer_lacks(const unsigned char *hello, size_t len)
{
	struct part rest = { hello, hello + len }, body, offered;
	const char *missing;

	(void)read_number(&rest, 1);
	body = read_part(&rest, 3);
	if (read_number(&body, 2) != TLS1_1_VERSION)
		return "TLS 1.1";
	body.at += body.end - body.at < SSL3_RANDOM_SIZE ? body.end - body.at
							 : SSL3_RANDOM_SIZE;
	(void)read_part(&body, 1); /* the session's id */
	offered = read_part(&body, 2);
	missing =
	    find_missing(offered, suites, sizeof(suites) / sizeof(suites[0]));
	if (missing != NULL)
		return missing;
	(void)read_part(&body, 1); /* compression */
	offered = find_groups(read_part(&body, 2));
	return find_missing(
	    offered, groups, sizeof(groups) / sizeof(groups[0]));
}

/* OpenSSL shows each message; the first that is sent is the hello. */
static void
/* NOLINTNEXTLINE: OpenSSL sets the arguments. */
see_message(int sent, int version, int type, const void *bytes, size_t len,
    SSL *ssl, void *argument)
{
	struct tls_offer *offer = argument;

	(void)version;
	(void)ssl;
	if (sent != 1 || type != SSL3_RT_HANDSHAKE || offer->looked)
		return;
	offer->looked = true;
	offer->lacks = tls_offer_lacks(bytes, len);
}

void
tls_offer_watch(SSL *ssl, struct tls_offer *offer)
{
	SSL_set_msg_callback(ssl, see_message);
	(void)SSL_set_msg_callback_arg(ssl, offer);
}

void
tls_offer_unwatch(SSL *ssl)
{
	SSL_set_msg_callback(ssl, NULL);
}
