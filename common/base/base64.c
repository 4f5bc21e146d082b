/* Encodes and decodes base64. */
#include "base64.h"

#include <string.h>

static const char standard[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* Three bytes as four characters. */
static inline void
put_quantum(char *to, const char alphabet[64], unsigned int a, unsigned int b,
    unsigned int c)
{
	to[0] = alphabet[a >> 2];
	to[1] = alphabet[(a & 3) << 4 | b >> 4];
	to[2] = alphabet[(b & 15) << 2 | c >> 6];
	to[3] = alphabet[c & 63];
}

int
base64_encode(struct buf *out, const void *bytes, size_t len)
{
	return base64_encode_as(out, bytes, len, standard);
}

int
base64_encode_as(
    struct buf *out, const void *bytes, size_t len, const char alphabet[64])
{
	const unsigned char *s = bytes;
	char *to = buf_extend(out, (len + 2) / 3 * 4);

	if (to == NULL)
		return -1;
	for (; len >= 3; len -= 3) {
		put_quantum(to, alphabet, s[0], s[1], s[2]);
		s += 3;
		to += 4;
	}
	if (len > 0) {
		put_quantum(to, alphabet, s[0], len > 1 ? s[1] : 0, 0);
		to[3] = '=';
		if (len == 1)
			to[2] = '=';
	}
	return 0;
}

/* Bits that no character of the alphabet has in value(). */
#define STRANGE 0xc0U

/* The six bits that a character stands for, or some that are STRANGE. */
static inline unsigned int
value(char character)
{
	/* clang-format off */
	static const unsigned char values[128] = {
		64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64,
		64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64,
		64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 62, 64, 64, 64, 63,
		52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 64, 64, 64, 64, 64, 64,
		64,  0,  1,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11, 12, 13, 14,
		15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 64, 64, 64, 64, 64,
		64, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40,
		41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 64, 64, 64, 64, 64,
	};
	/* clang-format on */
	unsigned char c = (unsigned char)character;

	return values[c & 0x7f] | (c & 0x80U);
}

/* Four characters as three bytes.  -1: they are not of the alphabet. */
static inline int
put_bytes(char *to, const char *s)
{
	unsigned int a = value(s[0]), b = value(s[1]), c = value(s[2]);
	unsigned int d = value(s[3]);

	to[0] = (char)(a << 2 | b >> 4);
	to[1] = (char)(b << 4 | c >> 2);
	to[2] = (char)(c << 6 | d);
	return ((a | b | c | d) & STRANGE) != 0 ? -1 : 0;
}

/* The last four characters, of which one or two may be padding; bits that are
 * left over are zero (RFC 4648 3.5). */
static int
put_last_bytes(struct buf *out, const char *s)
{
	size_t padding = s[3] != '=' ? 0 : s[2] != '=' ? 1 : 2;
	char four[4], three[3];

	memcpy(four, s, sizeof(four));
	memset(four + 4 - padding, 'A', padding);
	if (put_bytes(three, four) == -1 || (padding > 0 && three[2] != 0) ||
	    (padding > 1 && three[1] != 0))
		return -1;
	return buf_append(out, three, 3 - padding);
}

int
base64_decode(struct buf *out, const char *s, size_t len)
{
	size_t before = out->len, quanta = len / 4;
	char *to;

	if (len % 4 != 0)
		return -1;
	if (quanta == 0)
		return 0;
	to = buf_extend(out, 3 * (quanta - 1));
	for (; to != NULL && quanta > 1; quanta--) {
		if (put_bytes(to, s) == -1)
			break;
		s += 4;
		to += 3;
	}
	if (to != NULL && quanta == 1 && put_last_bytes(out, s) == 0)
		return 0;
	buf_truncate(out, before);
	return -1;
}

int
base64url_encode(struct buf *out, const void *bytes, size_t len)
{
	size_t before = out->len;

	if (base64_encode(out, bytes, len) == -1)
		return -1;
	for (size_t i = before; i < out->len; i++) {
		if (out->data[i] == '+')
			out->data[i] = '-';
		else if (out->data[i] == '/')
			out->data[i] = '_';
	}
	while (out->len > before && out->data[out->len - 1] == '=')
		buf_truncate(out, out->len - 1);
	return 0;
}

int
base64url_decode(struct buf *out, const char *s, size_t len)
{
	struct buf text = BUF_SECRET(len + 3);
	int rc;

	for (size_t i = 0; i < len; i++) {
		if (s[i] == '-')
			(void)buf_putc(&text, '+');
		else if (s[i] == '_')
			(void)buf_putc(&text, '/');
		else
			(void)buf_putc(&text, s[i]);
	}
	while (text.len % 4 != 0 && buf_putc(&text, '=') == 0)
		continue;
	rc = base64_decode(out, buf_string(&text), text.len);
	buf_free(&text);
	return rc;
}
