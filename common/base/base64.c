/* Encodes and decodes base64. */
#include "base64.h"

#include <string.h>

static const char alphabet[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* Three bytes as four characters. */
static void
put_quantum(char *to, unsigned int a, unsigned int b, unsigned int c)
{
	to[0] = alphabet[a >> 2];
	to[1] = alphabet[(a & 3) << 4 | b >> 4];
	to[2] = alphabet[(b & 15) << 2 | c >> 6];
	to[3] = alphabet[c & 63];
}

int
base64_encode(struct buf *out, const void *bytes, size_t len)
{
	const unsigned char *s = bytes;
	char *to = buf_extend(out, (len + 2) / 3 * 4);

	if (to == NULL)
		return -1;
	for (; len >= 3; len -= 3) {
		put_quantum(to, s[0], s[1], s[2]);
		s += 3;
		to += 4;
	}
	if (len > 0) {
		put_quantum(to, s[0], len > 1 ? s[1] : 0, 0);
		to[3] = '=';
		if (len == 1)
			to[2] = '=';
	}
	return 0;
}

/* The six bits that a character stands for.  -1: it is not of the alphabet. */
static int
base64_value(char c)
{
	const char *at = c == '\0' ? NULL : strchr(alphabet, c);

	return at == NULL ? -1 : (int)(at - alphabet);
}

/* Decodes four characters, of which the last may be padding, to 1 to 3 bytes.
 * 0: they are not base64. */
static size_t
decode_quantum(const char *s, size_t padding, unsigned char out[3])
{
	unsigned int bits = 0;
	int six;

	for (size_t i = 0; i < 4; i++) {
		six = i < 4 - padding ? base64_value(s[i]) : 0;
		if (six == -1)
			return 0;
		bits = bits << 6 | (unsigned int)six;
	}
	out[0] = (unsigned char)(bits >> 16);
	out[1] = (unsigned char)(bits >> 8 & 255);
	out[2] = (unsigned char)(bits & 255);
	if ((padding > 0 && out[2] != 0) || (padding > 1 && out[1] != 0))
		return 0;
	return 3 - padding;
}

int
base64_decode(struct buf *out, const char *s, size_t len)
{
	size_t before = out->len, padding, n;
	unsigned char three[3];

	if (len % 4 != 0)
		return -1;
	for (size_t i = 0; i < len; i += 4) {
		padding = 0;
		if (i + 4 == len && s[i + 3] == '=')
			padding = s[i + 2] == '=' ? 2 : 1;
		n = decode_quantum(s + i, padding, three);
		if (n == 0 || buf_append(out, three, n) == -1) {
			buf_truncate(out, before);
			return -1;
		}
	}
	return 0;
}
